package dev.tarn.query.prepared;

import dev.tarn.protocol.IdGenerator;
import dev.tarn.protocol.validation.Constraints;
import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.request.Page;
import dev.tarn.query.workgroup.WorkGroups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.BatchGetNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.DeleteNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.GetNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.GetNamedQueryResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesRequest;
import software.amazon.awssdk.services.athena.model.ListNamedQueriesResponse;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.UnprocessedNamedQueryId;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.UpdateNamedQueryResponse;

/** Named queries. */
public final class NamedQueryOperations {
  private static final int MAX_NAME = 128;
  private static final int MAX_DESCRIPTION = 1024;
  private static final int MAX_QUERY = 262_144;
  private static final int MAX_PAGE = 50;

  private final NamedQueries queries;
  private final WorkGroups workGroups;
  private final IdGenerator ids;

  public NamedQueryOperations(NamedQueries queries, WorkGroups workGroups, IdGenerator ids) {
    this.queries = queries;
    this.workGroups = workGroups;
    this.ids = ids;
  }

  public CreateNamedQueryResponse createNamedQuery(CreateNamedQueryRequest request) {
    Constraints.withoutValues()
        .notNull("name", request.name())
        .length("name", request.name(), 1, MAX_NAME)
        .length("description", request.description(), 1, MAX_DESCRIPTION)
        .notNull("database", request.database())
        .length("database", request.database(), 1, 255)
        .notNull("queryString", request.queryString())
        .length("queryString", request.queryString(), 1, MAX_QUERY)
        .length("clientRequestToken", request.clientRequestToken(), 32, 128)
        .orThrow(InvalidRequests::invalidInput);
    if (request.clientRequestToken() == null) {
      throw InvalidRequests.invalidInput("clientRequestToken is null or empty");
    }
    String workGroup = request.workGroup() == null ? WorkGroups.PRIMARY : request.workGroup();
    workGroups.require(workGroup);
    String id = queries.create(request.toBuilder().workGroup(workGroup).build(), ids::newUuid);
    return CreateNamedQueryResponse.builder().namedQueryId(id).build();
  }

  public GetNamedQueryResponse getNamedQuery(GetNamedQueryRequest request) {
    String id = checkId(request.namedQueryId());
    NamedQuery query = queries.find(id).orElseThrow(() -> missing(id));
    return GetNamedQueryResponse.builder().namedQuery(query).build();
  }

  public BatchGetNamedQueryResponse batchGetNamedQuery(BatchGetNamedQueryRequest request) {
    List<String> ids = request.hasNamedQueryIds() ? request.namedQueryIds() : null;
    Constraints.withoutValues()
        .notNull("namedQueryIds", ids)
        .size("namedQueryIds", ids, 1, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    List<NamedQuery> found = new ArrayList<>();
    List<UnprocessedNamedQueryId> unprocessed = new ArrayList<>();
    for (String id : request.namedQueryIds()) {
      Optional<NamedQuery> query = queries.find(id);
      if (query.isPresent()) {
        found.add(query.get());
      } else {
        unprocessed.add(
            UnprocessedNamedQueryId.builder()
                .namedQueryId(id)
                .errorCode(InvalidRequests.INVALID_INPUT)
                .errorMessage(missingMessage(id))
                .build());
      }
    }
    return BatchGetNamedQueryResponse.builder()
        .namedQueries(found)
        .unprocessedNamedQueryIds(unprocessed)
        .build();
  }

  public ListNamedQueriesResponse listNamedQueries(ListNamedQueriesRequest request) {
    Constraints.withoutValues()
        .length("nextToken", request.nextToken(), 1, 1024)
        .range("maxResults", request.maxResults(), 0, MAX_PAGE)
        .orThrow(InvalidRequests::invalidInput);
    String workGroup = request.workGroup() == null ? WorkGroups.PRIMARY : request.workGroup();
    workGroups.require(workGroup);
    Integer max = request.maxResults();
    Page<String> page =
        Page.of(
            queries.in(workGroup),
            "ListNamedQueries " + workGroup,
            request.nextToken(),
            max == null || max == 0 ? MAX_PAGE : max);
    return ListNamedQueriesResponse.builder()
        .namedQueryIds(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  public UpdateNamedQueryResponse updateNamedQuery(UpdateNamedQueryRequest request) {
    Constraints.withoutValues()
        .notNull("namedQueryId", request.namedQueryId())
        .notNull("name", request.name())
        .length("name", request.name(), 1, MAX_NAME)
        .length("description", request.description(), 0, MAX_DESCRIPTION)
        .notNull("queryString", request.queryString())
        .length("queryString", request.queryString(), 1, MAX_QUERY)
        .orThrow(InvalidRequests::invalidInput);
    boolean updated =
        queries.update(
            request.namedQueryId(),
            query -> {
              query.name(request.name()).queryString(request.queryString());
              return request.description() == null
                  ? query
                  : query.description(request.description());
            });
    if (!updated) {
      throw missing(request.namedQueryId());
    }
    return UpdateNamedQueryResponse.builder().build();
  }

  public DeleteNamedQueryResponse deleteNamedQuery(DeleteNamedQueryRequest request) {
    String id = checkId(request.namedQueryId());
    if (!queries.remove(id)) {
      throw missing(id);
    }
    return DeleteNamedQueryResponse.builder().build();
  }

  private static String checkId(@Nullable String id) {
    Constraints.withoutValues()
        .notNull("namedQueryId", id)
        .length("namedQueryId", id, 1, 128)
        .orThrow(InvalidRequests::invalidInput);
    return String.valueOf(id);
  }

  private static InvalidRequestException missing(String id) {
    return InvalidRequests.invalidInput(missingMessage(id));
  }

  private static String missingMessage(String id) {
    return "NamedQuery " + id + " does not exist";
  }
}
