package dev.tarn.query.ddl;

/** Why an execution is FAILED: its StateChangeReason and its AthenaError, never retryable. */
public final class StatementFailure extends Exception {
  /** Who is to blame, by AthenaError's numbers. */
  public static final int SYSTEM = 1;

  /** See {@link #SYSTEM}. */
  public static final int USER = 2;

  private final String stateChangeReason;
  private final int errorCategory;
  private final int errorType;
  private final String errorMessage;

  public StatementFailure(
      String stateChangeReason, int errorCategory, int errorType, String errorMessage) {
    super(stateChangeReason);
    this.stateChangeReason = stateChangeReason;
    this.errorCategory = errorCategory;
    this.errorType = errorType;
    this.errorMessage = errorMessage;
  }

  /** Also the content of the result object of a failed Hive-style statement. */
  public String stateChangeReason() {
    return stateChangeReason;
  }

  /** 1 system, 2 user, 3 other. */
  public int errorCategory() {
    return errorCategory;
  }

  public int errorType() {
    return errorType;
  }

  public String errorMessage() {
    return errorMessage;
  }
}
