package dev.tarn.query.trino.task;

import io.trino.execution.DynamicFiltersCollector;
import io.trino.execution.DynamicFiltersCollector.VersionedDynamicFilterDomains;
import io.trino.execution.TaskId;
import io.trino.execution.TaskStatus;
import io.trino.spi.predicate.Domain;
import io.trino.sql.planner.plan.DynamicFilterId;
import java.util.Map;

/** Takes the dynamic filters that a task has collected to the coordinator, each version once. */
final class FiltersOfTask {
  private final TaskId task;
  private final TaskServices services;
  private long received = DynamicFiltersCollector.INITIAL_DYNAMIC_FILTERS_VERSION;

  FiltersOfTask(TaskId task, TaskServices services) {
    this.task = task;
    this.services = services;
  }

  void receive(TaskStatus status) {
    Map<DynamicFilterId, Domain> filters = newerThanReceived(status.dynamicFiltersVersion());
    if (!filters.isEmpty()) {
      services.dynamicFilters().addTaskDynamicFilters(task, filters);
    }
  }

  private synchronized Map<DynamicFilterId, Domain> newerThanReceived(long version) {
    if (version <= received) {
      return Map.of();
    }
    VersionedDynamicFilterDomains filters =
        services.tasks().acknowledgeAndGetNewDynamicFilterDomains(task, received);
    received = filters.getVersion();
    return filters.getDynamicFilterDomains();
  }
}
