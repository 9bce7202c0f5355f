package dev.tarn.account.sts;

/**
 * A caller as STS names it.
 *
 * @param userId the account's id for its root, {@code AIDA…} for a user, {@code AROA…:session} for
 *     a role
 */
record Identity(String arn, String userId) {
  private static final String ROLE_SESSION = ":assumed-role/";

  boolean isRole() {
    return arn.contains(ROLE_SESSION);
  }
}
