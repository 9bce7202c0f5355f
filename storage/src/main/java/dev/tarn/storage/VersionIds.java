package dev.tarn.storage;

import java.security.SecureRandom;

/** Makes version ids that look like S3's: 32 characters that need no escape in a URL. */
final class VersionIds {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int LENGTH = 32;

  private final SecureRandom random = new SecureRandom();

  String next() {
    StringBuilder id = new StringBuilder(LENGTH);
    random.ints(LENGTH, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
    return id.toString();
  }

  /** Whether the store could ever have given such an id. */
  static boolean isWellFormed(String id) {
    return id.equals(ObjectVersion.NULL_ID)
        || (id.length() == LENGTH && id.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0));
  }
}
