package dev.tarn.protocol;

/**
 * Who makes a call, as far as the HTTP edge knows: bound for the time of a call to {@link #CURRENT}
 * by whoever decodes it. A call from within the process has none and acts as the account itself.
 *
 * @param accessKeyId what the request was signed with; the signature need not have been verified
 */
public record Caller(String accessKeyId) {
  public static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

  /** The current call's access key id; empty text when there is none. */
  public static String currentAccessKeyId() {
    return CURRENT.isBound() ? CURRENT.get().accessKeyId() : "";
  }
}
