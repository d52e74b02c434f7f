-- Several coordinators that work on one database at the same time. Each has a row of the table lease, whose
-- name is the name of its process.

-- owner: the name of the process that decides the rounds of the sweep. closing: the owner has ended the sweep
-- and accepts no further observation of it.
ALTER TABLE sweep ADD COLUMN owner TEXT COLLATE "C";
ALTER TABLE sweep ADD COLUMN closing BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX sweep_incomplete ON sweep (owner) WHERE NOT complete;

-- The connected agents. coordinator: the name of the process that has the stream. generation: the row of a
-- newer stream replaces that of an older one. vantage_facts: the message Vantage.
CREATE TABLE link (
  vantage TEXT COLLATE "C" PRIMARY KEY,
  coordinator TEXT COLLATE "C" NOT NULL,
  generation BIGINT NOT NULL,
  draining BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL,
  vantage_facts BYTEA NOT NULL
);
CREATE INDEX link_by_coordinator ON link (coordinator);
CREATE SEQUENCE link_generation;

-- Messages to agents, which the coordinator with the agent's stream passes on. Durations are milliseconds.
-- routes: canonical target, a tab and the address, on a line for each. watch_ports: one on each line.
-- client_randoms: 32 bytes each.
CREATE TABLE agent_order (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vantage TEXT COLLATE "C" NOT NULL,
  kind TEXT COLLATE "C" NOT NULL,
  sweep TEXT COLLATE "C" NOT NULL,
  round INTEGER NOT NULL,
  start_at TIMESTAMPTZ NOT NULL,
  deadline BIGINT NOT NULL,
  handshake_interval BIGINT NOT NULL,
  routes TEXT NOT NULL,
  watch_ports TEXT NOT NULL,
  client_randoms BYTEA NOT NULL
);
CREATE INDEX agent_order_by_vantage ON agent_order (vantage);
CREATE INDEX agent_order_by_sweep ON agent_order (sweep);

-- What a coordinator received for a sweep of another coordinator: the observations with first_row <= rowid <=
-- last_row, or the end of a round at a vantage, or its sightings (the message Sightings). n: consecutive for
-- each relay, written by one thread, so that a reader misses none.
CREATE TABLE batch (
  sweep TEXT COLLATE "C" NOT NULL,
  relay TEXT COLLATE "C" NOT NULL,
  n BIGINT NOT NULL,
  first_row BIGINT,
  last_row BIGINT,
  vantage TEXT COLLATE "C",
  round INTEGER,
  understood BOOLEAN,
  sightings BYTEA,
  PRIMARY KEY (sweep, relay, n)
);
