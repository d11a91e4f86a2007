-- Messages to the buyer of an order: `sale_id`, and the address is read from the order's sealed data when it is sent. 0: a contact.
ALTER TABLE notice ADD COLUMN sale_id BIGINT NOT NULL DEFAULT 0;
