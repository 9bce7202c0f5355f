package dev.tarn.catalog.transfer;

/** What an import does about an entity that is there already. */
public enum ConflictRule {
  /** Ends, with what was written before it. */
  FAIL,
  /** Leaves the entity as it is. */
  SKIP,
  /** Updates the entity to what is imported. */
  REPLACE
}
