-- What carriers tell of parcels on their way: when they are to be delivered, as it was promised and as it is expected now, and since when one
-- is known to be late; ms, 0 is "never". `tries`: deliveries that failed; -1: its carrier does not count them.
ALTER TABLE label ADD COLUMN promised_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE label ADD COLUMN expected_by BIGINT NOT NULL DEFAULT 0;
ALTER TABLE label ADD COLUMN tries BIGINT NOT NULL DEFAULT -1;
ALTER TABLE label ADD COLUMN delayed_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX label_promised ON label (promised_by) WHERE promised_by > 0 AND delayed_at = 0;

-- What orders are to be sent with and labels were bought with beside the service, by names with blanks between them: signature
-- adult_signature insurance gift_wrap saturday_delivery.
ALTER TABLE shipping_wish ADD COLUMN options TEXT NOT NULL DEFAULT '';
ALTER TABLE label ADD COLUMN options TEXT NOT NULL DEFAULT '';
