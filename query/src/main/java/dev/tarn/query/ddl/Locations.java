package dev.tarn.query.ddl;

import java.util.List;

/** What a LOCATION clause may say. */
final class Locations {
  private static final List<String> SCHEMES = List.of("s3://", "s3a://", "s3n://");

  private Locations() {}

  /** The location as it is, when it names a bucket. */
  static String check(String location) throws StatementFailure {
    for (String scheme : SCHEMES) {
      if (location.startsWith(scheme)) {
        String bucket = location.substring(scheme.length());
        if (bucket.isEmpty() || bucket.startsWith("/")) {
          throw Failures.execution(
              "java.lang.IllegalArgumentException Can not create a Path from an empty string");
        }
        return location;
      }
    }
    int colon = location.indexOf("://");
    String scheme = colon < 0 ? "null" : location.substring(0, colon);
    throw Failures.execution(
        "MetaException(message:Got exception: java.io.IOException No FileSystem for scheme: "
            + scheme
            + ")");
  }
}
