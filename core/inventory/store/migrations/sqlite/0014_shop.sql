-- The shop that the data belong to: the public half of its shop.key. One row; none: nobody has opened it yet.
CREATE TABLE shop (id SMALLINT PRIMARY KEY CHECK (id = 1), public_key BLOB NOT NULL);
