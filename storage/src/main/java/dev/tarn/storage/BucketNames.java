package dev.tarn.storage;

import java.util.List;

/**
 * The rules for names of general purpose buckets:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html.
 */
public final class BucketNames {

  private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
  private static final List<String> RESERVED_SUFFIXES =
      List.of("-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3");

  private BucketNames() {}

  /** Whether S3 would create a bucket of this name. */
  public static boolean isValid(String name) {
    return isWellFormed(name)
        && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
        && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
  }

  /**
   * Whether the characters can be those of a bucket: 3 to 63 of a-z, 0-9, '.' and '-', a letter or
   * digit at both ends, no two dots in a row, not an IP address. Such a name is a safe file name.
   */
  static boolean isWellFormed(String name) {
    if (name.length() < 3 || name.length() > 63 || name.contains("..") || isIpAddress(name)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      boolean inner = i > 0 && i < name.length() - 1;
      if (!letterOrDigit && !(inner && (c == '.' || c == '-'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIpAddress(String name) {
    int dots = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return dots == 3;
  }
}
