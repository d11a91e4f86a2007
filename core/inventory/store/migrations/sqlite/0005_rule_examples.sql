-- How many things a rule may touch within an hour before it is stopped and what it did is taken back; 0: no bound.
ALTER TABLE rule ADD COLUMN most BIGINT NOT NULL DEFAULT 0;
-- What a rule must do, in words, before it goes live.
CREATE TABLE rule_example (
    id INTEGER PRIMARY KEY, rule_id BIGINT NOT NULL REFERENCES rule, text TEXT NOT NULL, author TEXT NOT NULL, at BIGINT NOT NULL);
CREATE INDEX rule_example_by_rule ON rule_example (rule_id);
CREATE INDEX rule_run_by_time ON rule_run (at);
CREATE INDEX notice_by_time ON notice (at);

-- Buyers' data does not stand in clear in what a run read.
UPDATE rule_run SET readings = '{}'
    WHERE readings LIKE '%"customer.%' OR readings LIKE '%"order.city"%' OR readings LIKE '%"order.postcode"%';
-- What removed rules remembered.
DELETE FROM rule_edge WHERE rule_id IN (SELECT id FROM rule WHERE is_removed = 1);
DELETE FROM rule_timer WHERE kind <> 'release' AND rule_id IN (SELECT id FROM rule WHERE is_removed = 1);
DELETE FROM rule_sample WHERE rule_id IN (SELECT id FROM rule WHERE is_removed = 1);
