-- What a marketplace tells of the offers of others, and of listings that it keeps from its buyers. `told_at` and `standing_at` are
-- the channel's own times: of what comes doubled or out of order the newest counts. `featured`: '', ours, other, nobody.
CREATE TABLE market (
    listing_id INTEGER PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    competitor BIGINT, competitor_currency TEXT, featured TEXT NOT NULL DEFAULT '', told_at BIGINT NOT NULL DEFAULT 0,
    is_suppressed SMALLINT NOT NULL DEFAULT 0, words TEXT NOT NULL DEFAULT '', standing_at BIGINT NOT NULL DEFAULT 0);
CREATE INDEX market_suppressed ON market (listing_id) WHERE is_suppressed = 1;

-- How a channel says that the seller's account does; the rates in parts per million of orders.
CREATE TABLE account_health (
    channel_id INTEGER PRIMARY KEY REFERENCES channel, standing TEXT NOT NULL, standing_at BIGINT NOT NULL,
    order_defects BIGINT, late_shipments BIGINT, cancellations BIGINT, rates_at BIGINT NOT NULL);
