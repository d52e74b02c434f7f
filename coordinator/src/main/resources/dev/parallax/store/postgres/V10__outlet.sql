-- exported: 1 when the outlet has the sweep.
ALTER TABLE sweep ADD COLUMN exported INTEGER NOT NULL DEFAULT 0;
CREATE INDEX sweep_by_export ON sweep (started_at, id) WHERE complete AND exported = 0;
