-- Charts of zones may be a service's own ('': of all of the carrier's), and their areas anywhere: see fulfilment/rates/zone_area.h.
CREATE TABLE zone_row_of_service (
    carrier TEXT NOT NULL, service TEXT NOT NULL, effective_from TEXT NOT NULL, origin TEXT NOT NULL, zones TEXT NOT NULL,
    PRIMARY KEY (carrier, service, effective_from, origin)) WITHOUT ROWID;
INSERT INTO zone_row_of_service (carrier, service, effective_from, origin, zones) SELECT carrier, '', effective_from, origin, zones FROM zone_row;
DROP TABLE zone_row;
ALTER TABLE zone_row_of_service RENAME TO zone_row;
