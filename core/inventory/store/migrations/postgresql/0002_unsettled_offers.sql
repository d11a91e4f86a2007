-- Of hundreds of thousands of offers few are not told yet: these are asked for at every start and after every reading.
CREATE INDEX offer_unsettled ON offer (state) WHERE state <> 'acknowledged';
CREATE INDEX offer_unsent ON offer (listing_id) WHERE believed IS NULL OR believed <> wanted OR price_revision > price_told;
