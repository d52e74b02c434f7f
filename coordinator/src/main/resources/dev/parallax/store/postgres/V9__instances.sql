-- instance: the random value that the agent's process chose at its start, lower-case hex; empty when it sent
-- none. answered: the stream answered after a stream of another process with the same identity had replaced it.
ALTER TABLE link ADD COLUMN instance TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE link ADD COLUMN answered BOOLEAN NOT NULL DEFAULT FALSE;
