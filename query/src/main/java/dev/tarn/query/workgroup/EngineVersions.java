package dev.tarn.query.workgroup;

import dev.tarn.query.failure.InvalidRequests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.EngineVersion;

/** The engine versions that a work group can choose. */
public final class EngineVersions {
  private static final String AUTOMATIC = "AUTO";
  private static final String VERSION_3 = "Athena engine version 3";

  /** What a work group has that chose nothing. */
  public static final EngineVersion AUTO = selected(AUTOMATIC);

  private EngineVersions() {}

  static List<EngineVersion> all() {
    return List.of(AUTO, selected(VERSION_3));
  }

  /** What a request's choice comes to. */
  static EngineVersion resolve(@Nullable EngineVersion requested) {
    String choice = requested == null ? null : requested.selectedEngineVersion();
    if (choice == null) {
      return AUTO;
    }
    if (!choice.equals(AUTOMATIC) && !choice.equals(VERSION_3)) {
      throw InvalidRequests.invalidInput(
          "Engine version " + choice + " is not supported by this server.");
    }
    return selected(choice);
  }

  private static EngineVersion selected(String choice) {
    return EngineVersion.builder()
        .selectedEngineVersion(choice)
        .effectiveEngineVersion(VERSION_3)
        .build();
  }
}
