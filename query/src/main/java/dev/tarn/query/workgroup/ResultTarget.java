package dev.tarn.query.workgroup;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.ManagedQueryResultsConfiguration;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/**
 * Where and how the results of one query are written: a work group that enforces its configuration
 * silently wins over the request, which wins over a work group that does not. One that enforces but
 * names no location leaves that to the request: athenadriver makes such work groups, and its
 * examples run queries in them.
 *
 * @param location absent when neither names one
 * @param configuration what GetQueryExecution shows, but for the object's name
 * @param enforced whether the work group decides the location
 * @param managed how Athena itself keeps the results, when it does
 */
public record ResultTarget(
    Optional<OutputLocation> location,
    ResultConfiguration configuration,
    boolean enforced,
    Optional<ManagedQueryResultsConfiguration> managed) {
  private static final ResultConfiguration NONE = ResultConfiguration.builder().build();

  /** The target of a query, whose work group may not exist. */
  public static ResultTarget of(
      Optional<WorkGroup> workGroup, @Nullable ResultConfiguration requested) {
    Optional<ManagedQueryResultsConfiguration> managed =
        workGroup
            .map(group -> group.configuration().managedQueryResultsConfiguration())
            .filter(ManagedResultsRules::isEnabled);
    if (managed.isPresent()) {
      ResultConfiguration given = requested == null ? NONE : requested;
      return new ResultTarget(Optional.empty(), given, false, managed);
    }
    ResultConfiguration ofGroup =
        workGroup.map(group -> group.configuration().resultConfiguration()).orElse(NONE);
    boolean enforced =
        workGroup.map(group -> group.configuration().enforceWorkGroupConfiguration()).orElse(false);
    ResultConfiguration effective = effective(ofGroup, requested, enforced);
    Optional<OutputLocation> location =
        isBlank(effective.outputLocation())
            ? Optional.empty()
            : Optional.of(OutputLocation.parse(effective.outputLocation()));
    return new ResultTarget(
        location, effective, enforced && !isBlank(ofGroup.outputLocation()), managed);
  }

  private static ResultConfiguration effective(
      ResultConfiguration ofGroup, @Nullable ResultConfiguration requested, boolean enforced) {
    if (requested == null || isBlank(requested.outputLocation())) {
      return ofGroup;
    }
    if (!enforced) {
      return requested;
    }
    return isBlank(ofGroup.outputLocation())
        ? ofGroup.toBuilder().outputLocation(requested.outputLocation()).build()
        : ofGroup;
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isEmpty();
  }
}
