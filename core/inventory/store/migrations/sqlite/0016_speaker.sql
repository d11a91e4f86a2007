-- Which of the engines on this database speaks to the world outside: one at a time. Empty here: a folder has one engine.
CREATE TABLE speaker (
    id SMALLINT PRIMARY KEY CHECK (id = 1), engine TEXT NOT NULL, desk TEXT NOT NULL, since_at BIGINT NOT NULL, until_at BIGINT NOT NULL);
