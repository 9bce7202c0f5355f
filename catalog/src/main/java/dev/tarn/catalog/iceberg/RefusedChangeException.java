package dev.tarn.catalog.iceberg;

/** A {@link TableChange} that the table does not allow. */
public final class RefusedChangeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    COLUMN_ALREADY_EXISTS,
    COLUMN_NOT_FOUND,
    NOT_SUPPORTED
  }

  private final Reason reason;

  RefusedChangeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
