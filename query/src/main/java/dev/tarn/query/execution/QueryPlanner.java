package dev.tarn.query.execution;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.query.dialect.DialectContext;
import dev.tarn.query.dialect.LiteralQuery;
import dev.tarn.query.dialect.ParsedStatement;
import dev.tarn.query.dialect.PreparedCommand;
import dev.tarn.query.dialect.ResultFile;
import dev.tarn.query.execution.Submission.RequestToken;
import dev.tarn.query.metadata.DataCatalogs;
import dev.tarn.query.prepared.PreparedStatements;
import dev.tarn.query.result.ManagedResults;
import dev.tarn.query.workgroup.EngineVersions;
import dev.tarn.query.workgroup.OutputLocation;
import dev.tarn.query.workgroup.ResultTarget;
import dev.tarn.query.workgroup.WorkGroups;
import dev.tarn.storage.ObjectKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import software.amazon.awssdk.services.athena.model.PreparedStatement;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionContext;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseByAgeConfiguration;
import software.amazon.awssdk.services.athena.model.ResultReuseConfiguration;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StatementType;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/**
 * Decides whether StartQueryExecution accepts a query, with AWS's answers in AWS's order
 * (measured): the result location's syntax, the statement, the request token, the work group.
 */
final class QueryPlanner {
  private final StatementParser parser;
  private final WorkGroups workGroups;
  private final PreparedStatements preparedStatements;
  private final DataCatalogs catalogs;
  private final ResultReuse reuse;
  private final WorkGroupGate gate;
  private final Clock clock;
  private final IdGenerator ids;

  QueryPlanner(
      StatementParser parser,
      QueryService.Surroundings surroundings,
      ResultReuse reuse,
      Clock clock,
      IdGenerator ids) {
    this.parser = parser;
    this.workGroups = surroundings.workGroups();
    this.preparedStatements = surroundings.preparedStatements();
    this.catalogs = surroundings.catalogs();
    this.reuse = reuse;
    this.gate = new WorkGroupGate(surroundings.account(), surroundings.objects());
    this.clock = clock;
    this.ids = ids;
  }

  /** A request whose text is good; whether its work group takes it is not yet known. */
  final class Draft {
    private final Instant arrived = clock.instant();
    private final String id = ids.newUuid();
    private final StartQueryExecutionRequest request;
    private final Optional<WorkGroup> group;
    private final ResultTarget target;
    private final DialectContext context;
    private final ParsedStatement statement;
    private final RequestToken token;

    private Draft(StartQueryExecutionRequest request) {
      this.request = request;
      group = workGroups.find(workGroupName(request));
      target = ResultTarget.of(group, request.resultConfiguration());
      context = context(request, target, id);
      statement = parser.parse(request.queryString(), context);
      token = RequestFingerprint.of(request, target);
    }

    RequestToken token() {
      return token;
    }

    /** Answers with an InvalidRequestException when the work group does not take the query. */
    QueryPlan plan() {
      Optional<OutputLocation> output = gate.check(group, target, statement);
      QueryPlan plan = QueryPlanner.this.plan(group.orElseThrow(), this, output);
      Optional<EndedExecution> earlier =
          plan.route() instanceof Route.Run
              ? reuse.find(
                  Optional.ofNullable(request.resultReuseConfiguration()),
                  plan.reuseKey(),
                  group.orElseThrow())
              : Optional.empty();
      return earlier.map(plan::reusing).orElse(plan);
    }

    Submission submission(QueryPlan plan) {
      return new Submission(
          accepted(request, plan, statement, target),
          arrived,
          Duration.between(arrived, clock.instant()),
          isPlanned(plan),
          Optional.of(token),
          plan.reuseKey());
    }
  }

  /** Answers with an InvalidRequestException when the location or the statement is malformed. */
  Draft draft(StartQueryExecutionRequest request) {
    return new Draft(request);
  }

  private static String workGroupName(StartQueryExecutionRequest request) {
    return request.workGroup() == null ? WorkGroups.PRIMARY : request.workGroup();
  }

  private DialectContext context(
      StartQueryExecutionRequest request, ResultTarget target, String id) {
    QueryExecutionContext sent = request.queryExecutionContext();
    Optional<QueryExecutionContext> context = Optional.ofNullable(sent);
    return new DialectContext(
        context
            .map(QueryExecutionContext::catalog)
            .map(catalogs::resolve)
            .orElse(DialectContext.DEFAULT_CATALOG),
        context.map(QueryExecutionContext::database),
        target.location().map(OutputLocation::uri).orElse(""),
        id,
        request.executionParameters());
  }

  private QueryPlan plan(WorkGroup group, Draft draft, Optional<OutputLocation> output) {
    ParsedStatement toRun = prepared(group, draft.statement, draft.context).orElse(draft.statement);
    gate.checkTable(draft.target, toRun);
    Long cutoff = group.configuration().bytesScannedCutoffPerQuery();
    ObjectKey location =
        output
            .map(place -> place.object(ResultPlacement.name(toRun, draft.id)))
            .orElseGet(() -> ManagedResults.key(draft.id));
    ResultConfiguration results =
        draft.target.configuration().toBuilder()
            .outputLocation(output.map(OutputLocation::uri).orElse(null))
            .build();
    return new QueryPlan(
        draft.id,
        group.name(),
        toRun,
        draft.context,
        location,
        ResultPlacement.kind(toRun),
        ResultPlacement.contentType(toRun),
        ResultEncryption.headers(results.encryptionConfiguration()),
        cutoff == null ? OptionalLong.empty() : OptionalLong.of(cutoff),
        output.flatMap(_ -> ResultReuse.key(group, draft.context, toRun, results)),
        route(draft, location));
  }

  private Route route(Draft draft, ObjectKey location) {
    return catalogs
        .registeredRefusal(draft.context.catalog())
        .or(() -> gate.refusal(draft.target, location))
        .<Route>map(Route.Refuse::new)
        .orElseGet(Route.Run::new);
  }

  /** AWS reports no planning time for DDL, except for CREATE TABLE AS, nor for SHOW. */
  private static boolean isPlanned(QueryPlan plan) {
    ParsedStatement statement = plan.statement();
    return statement.resultFile() == ResultFile.TABLES
        || (statement.statementType() == StatementType.DML && !LiteralQuery.matches(statement));
  }

  /** The statement behind an EXECUTE, with its parameters; empty for others and without one. */
  private Optional<ParsedStatement> prepared(
      WorkGroup group, ParsedStatement statement, DialectContext context) {
    if (!(statement instanceof PreparedCommand.Execute execute)) {
      return Optional.empty();
    }
    Optional<PreparedStatement> prepared = preparedStatements.find(group.name(), execute.name());
    return prepared.map(
        found -> parser.parse(found.queryStatement(), with(context, execute.parameters())));
  }

  private static DialectContext with(DialectContext context, List<String> parameters) {
    return new DialectContext(
        context.catalog(),
        context.database(),
        context.outputPrefix(),
        context.queryId(),
        parameters);
  }

  private static QueryExecution accepted(
      StartQueryExecutionRequest request,
      QueryPlan plan,
      ParsedStatement statement,
      ResultTarget target) {
    ResultConfiguration results =
        target.managed().isPresent()
            ? target.configuration()
            : target.configuration().toBuilder().outputLocation(plan.location().uri()).build();
    return QueryExecution.builder()
        .queryExecutionId(plan.id())
        .query(statement.echo())
        .statementType(statement.statementType())
        .substatementType(statement.substatementType())
        .workGroup(plan.workGroup())
        .engineVersion(EngineVersions.AUTO)
        .queryExecutionContext(shownContext(request, statement))
        .resultConfiguration(results)
        .managedQueryResultsConfiguration(target.managed().orElse(null))
        .resultReuseConfiguration(shownReuse(request))
        .build();
  }

  private static QueryExecutionContext shownContext(
      StartQueryExecutionRequest request, ParsedStatement statement) {
    QueryExecutionContext sent = request.queryExecutionContext();
    var shown = QueryExecutionContext.builder();
    if (sent != null) {
      String catalog = sent.catalog();
      shown.catalog(catalog == null ? null : catalog.toLowerCase(Locale.ROOT));
      shown.database(sent.database());
    }
    statement.echoDatabase().ifPresent(shown::database);
    return shown.build();
  }

  private static ResultReuseConfiguration shownReuse(StartQueryExecutionRequest request) {
    ResultReuseConfiguration sent = request.resultReuseConfiguration();
    ResultReuseByAgeConfiguration byAge =
        sent == null ? null : sent.resultReuseByAgeConfiguration();
    return ResultReuseConfiguration.builder()
        .resultReuseByAgeConfiguration(
            byAge == null ? ResultReuseByAgeConfiguration.builder().enabled(false).build() : byAge)
        .build();
  }
}
