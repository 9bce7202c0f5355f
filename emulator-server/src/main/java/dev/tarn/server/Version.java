package dev.tarn.server;

import java.util.Optional;

/** The version of this build, from the manifest of its jar. */
public final class Version {
  private Version() {}

  /** Such as {@code 0.1.0}; {@code development} when the classes do not come from a jar. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
