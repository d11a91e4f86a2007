-- What channels tell of an order beside its lines and its buyer: JSON, see channels/order_facts.h. Empty: the order is from before.
ALTER TABLE sale ADD COLUMN facts TEXT NOT NULL DEFAULT '';

-- What people and rules call a buyer, by the marks of sale_buyer.
CREATE TABLE buyer_tag (mark TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (mark, tag));

-- A channel of a push server on which somebody is reached.
ALTER TABLE contact ADD COLUMN topic TEXT NOT NULL DEFAULT '';
