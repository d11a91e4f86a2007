-- Rules in English: the newest version counts; `compiled` is the trigger as JSON.
CREATE TABLE rule (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, state TEXT NOT NULL, version BIGINT NOT NULL, priority BIGINT NOT NULL,
    words TEXT NOT NULL, since_entry BIGINT NOT NULL, is_removed SMALLINT NOT NULL DEFAULT 0);
CREATE TABLE rule_version (
    rule_id BIGINT NOT NULL REFERENCES rule, version BIGINT NOT NULL, text TEXT NOT NULL, compiled TEXT NOT NULL,
    author TEXT NOT NULL, at BIGINT NOT NULL,
    PRIMARY KEY (rule_id, version));

-- What a rule remembers of each thing: 1 its crossing holds, 2 that cannot be told. No row: it does not hold.
CREATE TABLE rule_edge (
    rule_id BIGINT NOT NULL REFERENCES rule, subject TEXT NOT NULL, state SMALLINT NOT NULL,
    PRIMARY KEY (rule_id, subject));
-- What is due: "stays" (a crossing that must last) and "schedule".
CREATE TABLE rule_timer (
    rule_id BIGINT NOT NULL REFERENCES rule, kind TEXT NOT NULL, subject TEXT NOT NULL, due BIGINT NOT NULL, entry BIGINT NOT NULL,
    PRIMARY KEY (rule_id, kind, subject));
CREATE INDEX rule_timer_by_due ON rule_timer (due);
-- Events that a window counts or sums.
CREATE TABLE rule_sample (
    id INTEGER PRIMARY KEY, rule_id BIGINT NOT NULL REFERENCES rule, subject TEXT NOT NULL, at BIGINT NOT NULL, amount BIGINT NOT NULL);
CREATE INDEX rule_sample_by_subject ON rule_sample (rule_id, subject, at);

CREATE TABLE rule_run (
    id INTEGER PRIMARY KEY, rule_id BIGINT NOT NULL REFERENCES rule, version BIGINT NOT NULL, cause BIGINT NOT NULL, at BIGINT NOT NULL,
    subject TEXT NOT NULL, party TEXT NOT NULL, branch BIGINT NOT NULL, is_shadow SMALLINT NOT NULL, is_catch_up SMALLINT NOT NULL,
    state TEXT NOT NULL, next_action BIGINT NOT NULL, due BIGINT NOT NULL, chain TEXT NOT NULL, readings TEXT NOT NULL,
    deeds TEXT NOT NULL,
    UNIQUE (rule_id, version, cause, subject, at));
CREATE INDEX rule_run_by_rule ON rule_run (rule_id, at);
CREATE INDEX rule_run_open ON rule_run (state) WHERE state IN ('running', 'waiting');

-- Messages, tasks and reports for people. What leaves the house waits here until it is answered.
CREATE TABLE notice (
    id INTEGER PRIMARY KEY, at BIGINT NOT NULL, kind TEXT NOT NULL, via TEXT NOT NULL, recipient TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, state TEXT NOT NULL, attempts BIGINT NOT NULL DEFAULT 0, words TEXT NOT NULL DEFAULT '', entry BIGINT NOT NULL);
CREATE INDEX notice_unsettled ON notice (state) WHERE state IN ('waiting', 'open');
CREATE TABLE contact (name TEXT PRIMARY KEY, words TEXT NOT NULL, email TEXT NOT NULL, webhook TEXT NOT NULL);
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL);

-- What people and rules put on an order.
ALTER TABLE sale ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN flag TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN priority TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE sale ADD COLUMN is_archived SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE sale ADD COLUMN held_at BIGINT NOT NULL DEFAULT 0;
