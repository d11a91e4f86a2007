-- The kinds of charges that a percentage is taken of, with spaces between them. Empty: all that stand before it. See fulfilment/rates/surcharge.h.
ALTER TABLE surcharge ADD COLUMN share_of TEXT NOT NULL DEFAULT '';
