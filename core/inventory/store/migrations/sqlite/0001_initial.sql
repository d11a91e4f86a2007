-- What is sold.
CREATE TABLE sku (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL, barcode TEXT NOT NULL, category TEXT NOT NULL, brand TEXT NOT NULL, supplier TEXT NOT NULL,
    tags TEXT NOT NULL, cost BIGINT, cost_currency TEXT,
    weight_g BIGINT NOT NULL, length_mm BIGINT NOT NULL, width_mm BIGINT NOT NULL, height_mm BIGINT NOT NULL,
    safety_stock BIGINT NOT NULL, reorder_point BIGINT NOT NULL,
    is_kit SMALLINT NOT NULL DEFAULT 0);

CREATE TABLE kit_part (
    kit_id BIGINT NOT NULL REFERENCES sku, part_id BIGINT NOT NULL REFERENCES sku,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (kit_id, part_id));
CREATE INDEX kit_part_by_part ON kit_part (part_id);

CREATE TABLE node (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL);

-- A position is a cache of the sum of its movements; `version` grows with every write.
CREATE TABLE position (
    sku_id BIGINT NOT NULL REFERENCES sku, node_id BIGINT NOT NULL REFERENCES node,
    free BIGINT NOT NULL CHECK (free >= 0), reserved BIGINT NOT NULL CHECK (reserved >= 0),
    picked BIGINT NOT NULL CHECK (picked >= 0), in_transit BIGINT NOT NULL CHECK (in_transit >= 0),
    quarantine BIGINT NOT NULL CHECK (quarantine >= 0),
    version BIGINT NOT NULL,
    PRIMARY KEY (sku_id, node_id)) WITHOUT ROWID;

-- Channels and what they offer.
CREATE TABLE channel (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, url TEXT NOT NULL, account TEXT NOT NULL,
    pool TEXT NOT NULL, state TEXT NOT NULL, is_removed SMALLINT NOT NULL DEFAULT 0,
    cursor TEXT NOT NULL DEFAULT '', cursor_at BIGINT NOT NULL DEFAULT 0);

CREATE TABLE listing (
    id INTEGER PRIMARY KEY, channel_id BIGINT NOT NULL REFERENCES channel, listing TEXT NOT NULL,
    sku_id BIGINT NOT NULL REFERENCES sku,
    inventory_id TEXT NOT NULL, location_id TEXT NOT NULL, product_type TEXT NOT NULL,
    price BIGINT, price_currency TEXT, buffer BIGINT NOT NULL, cap BIGINT,
    UNIQUE (channel_id, listing));
CREATE INDEX listing_by_sku ON listing (sku_id);
CREATE INDEX listing_by_inventory ON listing (channel_id, inventory_id);

CREATE TABLE offer (
    listing_id INTEGER PRIMARY KEY REFERENCES listing ON DELETE CASCADE,
    wanted BIGINT NOT NULL CHECK (wanted >= 0), revision BIGINT NOT NULL, wanted_at BIGINT NOT NULL,
    believed BIGINT, is_doubtful SMALLINT NOT NULL,
    acknowledged BIGINT, told_revision BIGINT NOT NULL, sent_at BIGINT NOT NULL, answered_at BIGINT NOT NULL,
    sold_at BIGINT NOT NULL, state TEXT NOT NULL, words TEXT NOT NULL,
    price_revision BIGINT NOT NULL, price_told BIGINT NOT NULL);

CREATE TABLE stop (
    id INTEGER PRIMARY KEY, sku_id BIGINT REFERENCES sku, channel_id BIGINT REFERENCES channel, until_at BIGINT);

-- Orders.
CREATE TABLE sale (
    id INTEGER PRIMARY KEY, channel_id BIGINT NOT NULL REFERENCES channel, number TEXT NOT NULL,
    revision BIGINT NOT NULL, fingerprint TEXT NOT NULL, created_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL,
    state TEXT NOT NULL, is_held SMALLINT NOT NULL, is_by_channel SMALLINT NOT NULL,
    ship_by BIGINT, country TEXT NOT NULL, region TEXT NOT NULL, tracking TEXT NOT NULL, entry BIGINT NOT NULL,
    UNIQUE (channel_id, number));
CREATE INDEX sale_by_time ON sale (created_at);

CREATE TABLE sale_line (
    id INTEGER PRIMARY KEY, sale_id BIGINT NOT NULL REFERENCES sale, line TEXT NOT NULL,
    listing TEXT NOT NULL, channel_sku TEXT NOT NULL, sku_id BIGINT REFERENCES sku,
    ordered BIGINT NOT NULL, quantity BIGINT NOT NULL, cancelled_here BIGINT NOT NULL, short BIGINT NOT NULL,
    shipped BIGINT NOT NULL, returned BIGINT NOT NULL,
    price BIGINT, price_currency TEXT,
    UNIQUE (sale_id, line));
CREATE INDEX sale_line_by_sku ON sale_line (sku_id);
CREATE INDEX sale_line_short ON sale_line (sku_id, id) WHERE short > 0;
CREATE INDEX sale_line_unmapped ON sale_line (listing) WHERE sku_id IS NULL;

CREATE TABLE reservation (
    line_id BIGINT NOT NULL REFERENCES sale_line, sku_id BIGINT NOT NULL REFERENCES sku,
    node_id BIGINT NOT NULL REFERENCES node,
    reserved BIGINT NOT NULL CHECK (reserved >= 0), picked BIGINT NOT NULL CHECK (picked >= 0),
    shipped BIGINT NOT NULL CHECK (shipped >= 0),
    PRIMARY KEY (line_id, sku_id, node_id)) WITHOUT ROWID;
CREATE INDEX reservation_by_position ON reservation (sku_id, node_id);

-- Buyers' data under a key per order. Without its key a row is noise.
CREATE TABLE sale_key (sale_id INTEGER PRIMARY KEY REFERENCES sale, wrapped BLOB NOT NULL);
CREATE TABLE sale_private (sale_id INTEGER PRIMARY KEY REFERENCES sale, sealed BLOB NOT NULL);
CREATE TABLE inbox (
    id INTEGER PRIMARY KEY, channel_id BIGINT NOT NULL REFERENCES channel, sale_id BIGINT NOT NULL REFERENCES sale,
    event TEXT NOT NULL, at BIGINT NOT NULL, sha256 TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE INDEX inbox_by_sale ON inbox (sale_id);

-- The trail: `text` is what is hashed; the other columns are for finding it.
CREATE TABLE trail (
    number INTEGER PRIMARY KEY, at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor TEXT NOT NULL,
    what TEXT NOT NULL, cause BIGINT NOT NULL, text TEXT NOT NULL, hash TEXT NOT NULL);
CREATE INDEX trail_by_time ON trail (at);
CREATE INDEX trail_by_cause ON trail (cause) WHERE cause > 0;
CREATE TABLE trail_about (
    kind TEXT NOT NULL, name TEXT NOT NULL, number BIGINT NOT NULL REFERENCES trail,
    PRIMARY KEY (kind, name, number)) WITHOUT ROWID;
CREATE TABLE trail_head (id SMALLINT PRIMARY KEY, number BIGINT NOT NULL, hash TEXT NOT NULL);
INSERT INTO trail_head (id, number, hash)
    VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- Every movement has two ends; the outside has no node.
CREATE TABLE movement (
    id INTEGER PRIMARY KEY, entry BIGINT NOT NULL REFERENCES trail, sku_id BIGINT NOT NULL REFERENCES sku,
    from_node BIGINT REFERENCES node, from_account TEXT NOT NULL,
    to_node BIGINT REFERENCES node, to_account TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0));
CREATE INDEX movement_by_sku ON movement (sku_id, entry);
CREATE INDEX movement_by_entry ON movement (entry);

CREATE TABLE operation (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, entry BIGINT NOT NULL) WITHOUT ROWID;

CREATE TABLE incident (
    id INTEGER PRIMARY KEY, at BIGINT NOT NULL, sku_id BIGINT REFERENCES sku, channel_id BIGINT REFERENCES channel,
    sale_id BIGINT REFERENCES sale, units BIGINT NOT NULL, cause TEXT NOT NULL, entry BIGINT NOT NULL,
    is_open SMALLINT NOT NULL);
CREATE INDEX incident_open ON incident (sale_id, sku_id) WHERE is_open = 1;

CREATE TABLE counter (name TEXT PRIMARY KEY, value BIGINT NOT NULL);
