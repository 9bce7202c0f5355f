package dev.tarn.query.prepared;

import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.workgroup.WorkGroups;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.BatchGetPreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.CreatePreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.DeletePreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.GetPreparedStatementResponse;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsRequest;
import software.amazon.awssdk.services.athena.model.ListPreparedStatementsResponse;
import software.amazon.awssdk.services.athena.model.PreparedStatement;
import software.amazon.awssdk.services.athena.model.PreparedStatementSummary;
import software.amazon.awssdk.services.athena.model.UnprocessedPreparedStatementName;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementRequest;
import software.amazon.awssdk.services.athena.model.UpdatePreparedStatementResponse;

/** Prepared statements, each in a work group. */
public final class PreparedStatementOperations {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_@:]{1,256}");
  private static final int MAX_QUERY = 262_144;
  private static final int MAX_DESCRIPTION = 1024;
  private static final int MAX_PAGE = 50;
  private static final int MAX_BATCH = 50;

  private final PreparedStatements statements;
  private final WorkGroups workGroups;
  private final Clock clock;

  public PreparedStatementOperations(
      PreparedStatements statements, WorkGroups workGroups, Clock clock) {
    this.statements = statements;
    this.workGroups = workGroups;
    this.clock = clock;
  }

  public CreatePreparedStatementResponse createPreparedStatement(
      CreatePreparedStatementRequest request) {
    check(
        request.statementName(),
        request.workGroup(),
        Constraints.withoutValues()
            .notNull("queryStatement", request.queryStatement())
            .length("queryStatement", request.queryStatement(), 1, MAX_QUERY)
            .length("description", request.description(), 1, MAX_DESCRIPTION));
    boolean created =
        statements.create(
            statement(
                request.statementName(),
                request.workGroup(),
                request.queryStatement(),
                request.description()));
    if (!created) {
      throw InvalidRequests.invalidInput(
          "Prepared Statement with statement name "
              + request.statementName()
              + " already exists in WorkGroup "
              + request.workGroup());
    }
    return CreatePreparedStatementResponse.builder().build();
  }

  public UpdatePreparedStatementResponse updatePreparedStatement(
      UpdatePreparedStatementRequest request) {
    check(
        request.statementName(),
        request.workGroup(),
        Constraints.withoutValues()
            .notNull("queryStatement", request.queryStatement())
            .length("queryStatement", request.queryStatement(), 1, MAX_QUERY)
            .length("description", request.description(), 1, MAX_DESCRIPTION));
    require(request.workGroup(), request.statementName());
    statements.put(
        statement(
            request.statementName(),
            request.workGroup(),
            request.queryStatement(),
            request.description()));
    return UpdatePreparedStatementResponse.builder().build();
  }

  public GetPreparedStatementResponse getPreparedStatement(GetPreparedStatementRequest request) {
    check(request.statementName(), request.workGroup(), Constraints.withoutValues());
    return GetPreparedStatementResponse.builder()
        .preparedStatement(require(request.workGroup(), request.statementName()))
        .build();
  }

  public BatchGetPreparedStatementResponse batchGetPreparedStatement(
      BatchGetPreparedStatementRequest request) {
    List<String> names =
        request.hasPreparedStatementNames() ? request.preparedStatementNames() : null;
    Constraints.withoutValues()
        .notNull("preparedStatementNames", names)
        .size("preparedStatementNames", names, 0, MAX_BATCH)
        .notNull("workGroup", request.workGroup())
        .orThrow(InvalidRequests::invalidInput);
    workGroups.require(request.workGroup());
    List<PreparedStatement> found = new ArrayList<>();
    List<UnprocessedPreparedStatementName> unprocessed = new ArrayList<>();
    for (String name : request.preparedStatementNames()) {
      Optional<PreparedStatement> statement = statements.find(request.workGroup(), name);
      if (statement.isPresent()) {
        found.add(statement.get());
      } else {
        unprocessed.add(
            UnprocessedPreparedStatementName.builder()
                .statementName(name)
                .errorCode("STATEMENT_NOT_FOUND")
                .errorMessage(missingMessage(request.workGroup(), name))
                .build());
      }
    }
    return BatchGetPreparedStatementResponse.builder()
        .preparedStatements(found)
        .unprocessedPreparedStatementNames(unprocessed)
        .build();
  }

  public ListPreparedStatementsResponse listPreparedStatements(
      ListPreparedStatementsRequest request) {
    Constraints.withoutValues()
        .notNull("workGroup", request.workGroup())
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    workGroups.require(request.workGroup());
    Page<PreparedStatement> page =
        Page.of(
            statements.in(request.workGroup()),
            "ListPreparedStatements " + request.workGroup(),
            request.nextToken(),
            request.maxResults() == null ? MAX_PAGE : request.maxResults());
    return ListPreparedStatementsResponse.builder()
        .preparedStatements(
            page.items().stream().map(PreparedStatementOperations::summary).toList())
        .nextToken(page.nextToken())
        .build();
  }

  private static PreparedStatementSummary summary(PreparedStatement statement) {
    return PreparedStatementSummary.builder()
        .statementName(statement.statementName())
        .lastModifiedTime(statement.lastModifiedTime())
        .build();
  }

  public DeletePreparedStatementResponse deletePreparedStatement(
      DeletePreparedStatementRequest request) {
    check(request.statementName(), request.workGroup(), Constraints.withoutValues());
    if (!statements.remove(request.workGroup(), request.statementName())) {
      throw InvalidRequests.resourceNotFound(
          "PreparedStatement "
              + request.statementName()
              + " was not found in WorkGroup "
              + request.workGroup());
    }
    return DeletePreparedStatementResponse.builder().build();
  }

  private void check(@Nullable String name, @Nullable String workGroup, Constraints otherMembers) {
    otherMembers
        .notNull("statementName", name)
        .pattern("statementName", name, NAME)
        .notNull("workGroup", workGroup)
        .orThrow(InvalidRequests::invalidInput);
    workGroups.require(String.valueOf(workGroup));
  }

  private PreparedStatement statement(
      String name, String workGroup, String query, @Nullable String description) {
    return PreparedStatement.builder()
        .statementName(name)
        .workGroupName(workGroup)
        .queryStatement(query)
        .description(description)
        .lastModifiedTime(clock.instant())
        .build();
  }

  private PreparedStatement require(String workGroup, String name) {
    return statements
        .find(workGroup, name)
        .orElseThrow(() -> InvalidRequests.resourceNotFound(missingMessage(workGroup, name)));
  }

  private static String missingMessage(String workGroup, String name) {
    return "No Prepared Statement with statement name "
        + name
        + " exists in WorkGroup "
        + workGroup;
  }
}
