package dev.tarn.conformance.golden;

import java.util.Map;

/** Where an area's statements run. */
record Area(String name) {
  static final String BUCKET = "golden";

  String database() {
    return "golden_" + name;
  }

  /** Below the bucket, without slashes around it. */
  String resultPrefix() {
    return "results/" + name;
  }

  String outputLocation() {
    return "s3://" + BUCKET + "/" + resultPrefix() + "/";
  }

  /** What is known before a statement is started. */
  Placeholders placeholders() {
    return placeholders("", "");
  }

  /** What is known at the end of an execution. */
  Placeholders placeholders(String executionId, String reason) {
    return new Placeholders(
        Map.of(
            "db",
            database(),
            "s3",
            "s3://" + BUCKET + "/" + name,
            "out",
            "s3://" + BUCKET + "/" + resultPrefix(),
            "id",
            executionId,
            "reason",
            reason));
  }
}
