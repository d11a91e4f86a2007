-- Messages to the buyer of an order, and papers of one: `sale_id`, and the address is read from the order's sealed data when it is sent or
-- printed. 0: a contact.
ALTER TABLE notice ADD COLUMN sale_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX notice_by_sale ON notice (sale_id) WHERE sale_id > 0;

-- Orders of one buyer, by marks that the shop's key alone can make.
CREATE TABLE sale_buyer (mark TEXT NOT NULL, sale_id BIGINT NOT NULL REFERENCES sale, PRIMARY KEY (mark, sale_id));
CREATE INDEX sale_buyer_by_sale ON sale_buyer (sale_id);
-- Orders whose buyers were sealed before: marked when the ledger starts.
CREATE TABLE sale_unmarked (sale_id BIGINT PRIMARY KEY);
INSERT INTO sale_unmarked (sale_id) SELECT sale_id FROM sale_private;

-- How the buyer pays: cod card paypal upi bank_transfer gift_card other; empty: its channel did not say.
ALTER TABLE sale ADD COLUMN payment_method TEXT NOT NULL DEFAULT '';
