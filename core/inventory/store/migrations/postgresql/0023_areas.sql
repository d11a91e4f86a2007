-- Charts of zones may be a service's own ('': of all of the carrier's), and their areas anywhere: see fulfilment/rates/zone_area.h.
ALTER TABLE zone_row ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE zone_row DROP CONSTRAINT zone_row_pkey;
ALTER TABLE zone_row ADD PRIMARY KEY (carrier, service, effective_from, origin);
