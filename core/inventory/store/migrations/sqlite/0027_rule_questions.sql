-- What a rule asks before it does something to many things: see rules/book/rule_questions.h. Which things those are, its runs say.
CREATE TABLE rule_question (
    id INTEGER PRIMARY KEY, rule_id BIGINT NOT NULL REFERENCES rule, at BIGINT NOT NULL, action TEXT NOT NULL, is_lasting SMALLINT NOT NULL,
    state TEXT NOT NULL, notice BIGINT NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX rule_question_open ON rule_question (rule_id) WHERE state = 'open';

-- The question that a run waited for; 0: none. When it began to do harm that counts for the bound of an hour; 0: it does none, or it counts no more.
ALTER TABLE rule_run ADD COLUMN question BIGINT NOT NULL DEFAULT 0;
ALTER TABLE rule_run ADD COLUMN harmed_at BIGINT NOT NULL DEFAULT 0;
CREATE INDEX rule_run_asked ON rule_run (question) WHERE question > 0;
CREATE INDEX rule_run_harmed ON rule_run (rule_id, harmed_at) WHERE harmed_at > 0;

-- Things that one pass of it may touch without asking, because somebody said so when it was made live.
ALTER TABLE rule ADD COLUMN allows BIGINT NOT NULL DEFAULT 0;
