-- Charts of zones may be a service's own ('': of all of the carrier's), and their areas anywhere: see fulfilment/rates/zone_area.h.
CREATE TABLE zone_row_of_service (
    carrier TEXT NOT NULL, service TEXT NOT NULL, effective_from TEXT NOT NULL, origin TEXT NOT NULL, zones TEXT NOT NULL,
    PRIMARY KEY (carrier, service, effective_from, origin)) WITHOUT ROWID;
INSERT INTO zone_row_of_service (carrier, service, effective_from, origin, zones) SELECT carrier, '', effective_from, origin, zones FROM zone_row;
DROP TABLE zone_row;
ALTER TABLE zone_row_of_service RENAME TO zone_row;

-- How carriers count volumes, beside what the program knows: see fulfilment/rates/dimensional_rules.h. '' is "any", a divisor of 0 "by its weight alone".
CREATE TABLE dimensional_rule (
    carrier TEXT NOT NULL, service TEXT NOT NULL, price_type TEXT NOT NULL, effective_from TEXT NOT NULL, is_metric SMALLINT NOT NULL,
    rounding TEXT NOT NULL, divisor BIGINT NOT NULL, only_above BIGINT NOT NULL,
    PRIMARY KEY (carrier, service, price_type, effective_from, is_metric)) WITHOUT ROWID;
