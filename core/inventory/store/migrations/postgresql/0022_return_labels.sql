-- The label that a buyer gets for what he sends back: how far it is ('', wanted, refused, bought, sent), the account that is to sell it (empty: the
-- cheapest that does), why there is none, and the entry that wanted it.
ALTER TABLE sale_return ADD COLUMN label_state TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_return ADD COLUMN label_account TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_return ADD COLUMN label_words TEXT NOT NULL DEFAULT '';
ALTER TABLE sale_return ADD COLUMN label_entry BIGINT NOT NULL DEFAULT 0;
CREATE INDEX sale_return_label_open ON sale_return (id) WHERE label_state IN ('wanted', 'bought');

-- The return that a label is for; 0: it is for a box of the order.
ALTER TABLE label ADD COLUMN return_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX label_of_return ON label (return_id) WHERE return_id > 0;

-- The label whose document goes with a message; 0: none does.
ALTER TABLE notice ADD COLUMN label_id BIGINT NOT NULL DEFAULT 0;
