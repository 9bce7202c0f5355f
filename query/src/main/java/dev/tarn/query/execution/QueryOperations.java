package dev.tarn.query.execution;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tarn.protocol.OpaqueToken;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.protocol.validation.TextRule;
import dev.tarn.query.execution.HistoryRecord.Heading;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.workgroup.ResultConfigurations;
import dev.tarn.query.workgroup.WorkGroups;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryRuntimeStatisticsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsRequest;
import software.amazon.awssdk.services.athena.model.ListQueryExecutionsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionStatistics;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatistics;
import software.amazon.awssdk.services.athena.model.QueryRuntimeStatisticsTimeline;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.UnprocessedQueryExecutionId;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/** Starting, watching and stopping queries. */
public final class QueryOperations {
  private static final int MAX_QUERY = 262_144;
  private static final int MIN_TOKEN = 32;
  private static final int MAX_TOKEN = 128;
  private static final int MAX_BATCH = 50;
  private static final int MAX_LIST = 50;
  private static final int MAX_REUSE_MINUTES = 10_080;

  /** For how many times the patience after its start a query is waited for. */
  private static final int YOUNG = 5;

  private final ExecutionHistory history;
  private final QueryStarter starter;
  private final QueryDispatcher dispatcher;
  private final WorkGroups workGroups;
  private final QueryLimits limits;
  private final Clock clock;

  QueryOperations(
      ExecutionHistory history,
      QueryStarter starter,
      QueryDispatcher dispatcher,
      WorkGroups workGroups,
      QueryLimits limits,
      Clock clock) {
    this.history = history;
    this.starter = starter;
    this.dispatcher = dispatcher;
    this.workGroups = workGroups;
    this.limits = limits;
    this.clock = clock;
  }

  public StartQueryExecutionResponse startQueryExecution(StartQueryExecutionRequest request) {
    String token = request.clientRequestToken();
    Constraints constraints =
        Constraints.withoutValues()
            .notNull("queryString", request.queryString())
            .length("queryString", request.queryString(), 1, MAX_QUERY)
            .length("clientRequestToken", token, MIN_TOKEN, MAX_TOKEN)
            .length("workGroup", request.workGroup(), 1, 128);
    if (request.queryExecutionContext() != null) {
      constraints
          .length(
              "queryExecutionContext.database", request.queryExecutionContext().database(), 1, 255)
          .length(
              "queryExecutionContext.catalog", request.queryExecutionContext().catalog(), 1, 256);
    }
    if (request.hasExecutionParameters()) {
      constraints
          .size("executionParameters", request.executionParameters(), 1, Integer.MAX_VALUE)
          .each("executionParameters", request.executionParameters(), TextRule.length(1, 1024));
    }
    checkReuse(request.resultReuseConfiguration(), constraints);
    constraints.orThrow(InvalidRequests::invalidInput);
    checkToken(token);
    ResultConfigurations.check("resultConfiguration", request.resultConfiguration());
    return StartQueryExecutionResponse.builder().queryExecutionId(starter.start(request)).build();
  }

  private static void checkReuse(
      @Nullable ResultReuseConfiguration reuse, Constraints constraints) {
    if (reuse == null || reuse.resultReuseByAgeConfiguration() == null) {
      return;
    }
    String path = "resultReuseConfiguration.resultReuseByAgeConfiguration.";
    constraints
        .notNull(path + "enabled", reuse.resultReuseByAgeConfiguration().enabled())
        .range(
            path + "maxAgeInMinutes",
            reuse.resultReuseByAgeConfiguration().maxAgeInMinutes(),
            0,
            MAX_REUSE_MINUTES);
  }

  /** What the framework's constraint on the token lets through and Athena does not (measured). */
  private static void checkToken(@Nullable String token) {
    if (token == null) {
      throw InvalidRequests.invalidInput("clientRequestToken is null or empty");
    }
    if (token.getBytes(UTF_8).length > MAX_TOKEN) {
      throw InvalidRequests.invalidInput(
          "clientRequestToken exceeds maximum allowed length " + MAX_TOKEN);
    }
  }

  /**
   * Shows a query. One that has just been started may end before its client would ask again, half a
   * second or a second later in most; the answer waits for that a little, which takes no longer
   * than the way to AWS and back.
   */
  public GetQueryExecutionResponse getQueryExecution(GetQueryExecutionRequest request) {
    checkId(request.queryExecutionId());
    history
        .live(request.queryExecutionId())
        .filter(this::isYoung)
        .ifPresent(execution -> execution.awaitEnd(limits.patience()));
    return GetQueryExecutionResponse.builder()
        .queryExecution(require(request.queryExecutionId()))
        .build();
  }

  public BatchGetQueryExecutionResponse batchGetQueryExecution(
      BatchGetQueryExecutionRequest request) {
    Constraints.withoutValues()
        .notNull(
            "queryExecutionIds",
            request.hasQueryExecutionIds() ? request.queryExecutionIds() : null)
        .size(
            "queryExecutionIds",
            request.hasQueryExecutionIds() ? request.queryExecutionIds() : null,
            1,
            MAX_BATCH)
        .orThrow(InvalidRequests::invalidInput);
    List<QueryExecution> found = new ArrayList<>();
    List<UnprocessedQueryExecutionId> unprocessed = new ArrayList<>();
    for (String id : request.queryExecutionIds()) {
      Optional<QueryExecution> execution = history.view(id);
      if (execution.isPresent()) {
        found.add(execution.get());
      } else {
        unprocessed.add(
            UnprocessedQueryExecutionId.builder()
                .queryExecutionId(id)
                .errorCode(InvalidRequests.QUERY_EXECUTION_NOT_FOUND)
                .errorMessage(notFoundMessage(id))
                .build());
      }
    }
    return BatchGetQueryExecutionResponse.builder()
        .queryExecutions(found)
        .unprocessedQueryExecutionIds(unprocessed)
        .build();
  }

  public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
    checkId(request.queryExecutionId());
    if (!history.contains(request.queryExecutionId())) {
      throw notFound(request.queryExecutionId());
    }
    history.live(request.queryExecutionId()).ifPresent(dispatcher::stop);
    return StopQueryExecutionResponse.builder().build();
  }

  public ListQueryExecutionsResponse listQueryExecutions(ListQueryExecutionsRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 0, MAX_LIST)
        .orThrow(InvalidRequests::invalidInput);
    String name = request.workGroup() == null ? WorkGroups.PRIMARY : request.workGroup();
    WorkGroup group = workGroups.require(name);
    String listing = "ListQueryExecutions " + name;
    long before = Long.MAX_VALUE;
    if (request.nextToken() != null) {
      before = Long.parseLong(Page.position(listing, request.nextToken()));
    }
    Integer maxResults = request.maxResults();
    int size = maxResults == null || maxResults == 0 ? MAX_LIST : maxResults;
    // A work group of that name may have been deleted: its queries are not this one's.
    List<Heading> headings = history.list(name, group.creationTime(), before, size + 1);
    boolean more = headings.size() > size;
    List<Heading> shown = more ? headings.subList(0, size) : headings;
    return ListQueryExecutionsResponse.builder()
        .queryExecutionIds(shown.stream().map(Heading::id).toList())
        .nextToken(
            more ? OpaqueToken.encode(listing, Long.toString(shown.getLast().sequence())) : null)
        .build();
  }

  public GetQueryRuntimeStatisticsResponse getQueryRuntimeStatistics(
      GetQueryRuntimeStatisticsRequest request) {
    QueryExecution execution = require(request.queryExecutionId());
    QueryExecutionStatistics statistics = execution.statistics();
    var runtime =
        QueryRuntimeStatistics.builder()
            .timeline(
                QueryRuntimeStatisticsTimeline.builder()
                    .queryQueueTimeInMillis(statistics.queryQueueTimeInMillis())
                    .servicePreProcessingTimeInMillis(statistics.servicePreProcessingTimeInMillis())
                    .queryPlanningTimeInMillis(statistics.queryPlanningTimeInMillis())
                    .engineExecutionTimeInMillis(statistics.engineExecutionTimeInMillis())
                    .serviceProcessingTimeInMillis(statistics.serviceProcessingTimeInMillis())
                    .totalExecutionTimeInMillis(statistics.totalExecutionTimeInMillis())
                    .build());
    Optional<EndedExecution> ended =
        history.ended(request.queryExecutionId()).flatMap(Function.identity());
    ended.flatMap(EndedExecution::rows).ifPresent(runtime::rows);
    ended.flatMap(EndedExecution::stage).ifPresent(runtime::outputStage);
    return GetQueryRuntimeStatisticsResponse.builder()
        .queryRuntimeStatistics(runtime.build())
        .build();
  }

  private boolean isYoung(Execution execution) {
    Duration young = limits.patience().multipliedBy(YOUNG);
    return execution.submission().submitted().plus(young).isAfter(clock.instant());
  }

  private QueryExecution require(@Nullable String id) {
    checkId(id);
    return history.view(String.valueOf(id)).orElseThrow(() -> notFound(String.valueOf(id)));
  }

  private static void checkId(@Nullable String id) {
    Constraints.withoutValues()
        .notNull("queryExecutionId", id)
        .length("queryExecutionId", id, 1, 128)
        .orThrow(InvalidRequests::invalidInput);
  }

  private static InvalidRequestException notFound(String id) {
    return InvalidRequests.invalid(InvalidRequests.QUERY_EXECUTION_NOT_FOUND, notFoundMessage(id));
  }

  private static String notFoundMessage(String id) {
    return "QueryExecution " + id + " was not found";
  }
}
