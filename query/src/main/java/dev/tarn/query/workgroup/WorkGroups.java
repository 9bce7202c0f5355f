package dev.tarn.query.workgroup;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;

/** The work groups, {@code primary} always among them. */
public final class WorkGroups {
  /** The work group of requests that name none. */
  public static final String PRIMARY = "primary";

  private final EntityFiles<WorkGroup> files;

  private WorkGroups(EntityFiles<WorkGroup> files) {
    this.files = files;
  }

  public static WorkGroups open(Path directory, AtomicFiles files, Clock clock) throws IOException {
    var workGroups = new WorkGroups(EntityFiles.open(directory, WorkGroup.class, files));
    if (workGroups.find(PRIMARY).isEmpty()) {
      workGroups.files.put(PRIMARY, untouchedPrimary(clock));
    }
    return workGroups;
  }

  /** As GetWorkGroup shows it in an account where nobody has changed it (measured). */
  private static WorkGroup untouchedPrimary(Clock clock) {
    return WorkGroup.builder()
        .name(PRIMARY)
        .state(WorkGroupState.ENABLED)
        .creationTime(clock.instant())
        .configuration(
            WorkGroupConfiguration.builder()
                .enableMinimumEncryptionConfiguration(false)
                .enforceWorkGroupConfiguration(false)
                .engineVersion(EngineVersions.AUTO)
                .publishCloudWatchMetricsEnabled(false)
                .requesterPaysEnabled(false)
                .resultConfiguration(ResultConfiguration.builder().build())
                .build())
        .build();
  }

  public Optional<WorkGroup> find(String name) {
    return files.find(name);
  }

  /**
   * The work group of that name.
   *
   * @throws software.amazon.awssdk.services.athena.model.InvalidRequestException when there is none
   */
  public WorkGroup require(String name) {
    return find(name).orElseThrow(WorkGroups::notFound);
  }

  NavigableMap<String, WorkGroup> all() {
    return files.all();
  }

  synchronized void create(WorkGroup workGroup) {
    if (find(workGroup.name()).isPresent()) {
      throw InvalidRequests.invalidInput("WorkGroup is already created");
    }
    files.put(workGroup.name(), workGroup);
  }

  synchronized void update(String name, UnaryOperator<WorkGroup> change) {
    files.put(name, change.apply(require(name)));
  }

  synchronized void delete(String name) {
    files.remove(name);
  }

  public static InvalidRequestException notFound() {
    return InvalidRequests.invalidInput("WorkGroup is not found.");
  }
}
