-- How the price of a row goes on with the weight, see fulfilment/rates/price_list.h: '' is not at all, "by_weight" for each step of the whole
-- weight, "on_top" for each begun step beyond the row before. The step in nanograms; least is minor units, 0 for nothing.
ALTER TABLE price_cell ADD COLUMN growth TEXT NOT NULL DEFAULT '';
ALTER TABLE price_cell ADD COLUMN step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE price_cell ADD COLUMN least BIGINT NOT NULL DEFAULT 0;

-- How carriers round what they bill, where it is not as usual: see fulfilment/rates/weight_steps.h. '' is "any"; the step in nanograms.
CREATE TABLE weight_step (
    carrier TEXT NOT NULL, service TEXT NOT NULL, price_type TEXT NOT NULL, effective_from TEXT NOT NULL, unit TEXT NOT NULL,
    step BIGINT NOT NULL CHECK (step > 0), rounding TEXT NOT NULL,
    PRIMARY KEY (carrier, service, price_type, effective_from, unit)) WITHOUT ROWID;
