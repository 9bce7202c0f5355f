package dev.tarn.server.config;

/** A setting that stops the start; the message is one line that names it and where it was set. */
public final class InvalidSettingException extends RuntimeException {
  private final String problem;

  public InvalidSettingException(String problem) {
    super(problem);
    this.problem = problem;
  }

  /** The message. */
  public String problem() {
    return problem;
  }

  /** A value that does not fit its setting. */
  public static InvalidSettingException of(SettingValue value, String expected) {
    return new InvalidSettingException(
        value.origin() + " must be " + expected + ", but is '" + value.text() + "'");
  }
}
