-- Charts of zones may be a service's own ('': of all of the carrier's), and their areas anywhere: see fulfilment/rates/zone_area.h.
ALTER TABLE zone_row ADD COLUMN service TEXT NOT NULL DEFAULT '';
ALTER TABLE zone_row DROP CONSTRAINT zone_row_pkey;
ALTER TABLE zone_row ADD PRIMARY KEY (carrier, service, effective_from, origin);

-- How carriers count volumes, beside what the program knows: see fulfilment/rates/dimensional_rules.h. '' is "any", a divisor of 0 "by its weight alone".
CREATE TABLE dimensional_rule (
    carrier TEXT NOT NULL, service TEXT NOT NULL, price_type TEXT NOT NULL, effective_from TEXT NOT NULL, is_metric SMALLINT NOT NULL,
    rounding TEXT NOT NULL, divisor BIGINT NOT NULL, only_above BIGINT NOT NULL,
    PRIMARY KEY (carrier, service, price_type, effective_from, is_metric));
