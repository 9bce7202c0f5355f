package dev.tarn.query.prepared;

import dev.tarn.query.failure.InvalidRequests;
import dev.tarn.query.workgroup.WorkGroupContents;
import dev.tarn.storage.AtomicFiles;
import dev.tarn.storage.entity.EntityFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.model.CreateNamedQueryRequest;
import software.amazon.awssdk.services.athena.model.NamedQuery;
import software.amazon.awssdk.services.athena.model.WorkGroup;

/**
 * The named queries of all work groups. Each is kept as the request that created it, which also
 * says which token it was created with.
 */
public final class NamedQueries implements WorkGroupContents {
  private final EntityFiles<CreateNamedQueryRequest> files;

  private NamedQueries(EntityFiles<CreateNamedQueryRequest> files) {
    this.files = files;
  }

  public static NamedQueries open(Path directory, AtomicFiles files) throws IOException {
    return new NamedQueries(EntityFiles.open(directory, CreateNamedQueryRequest.class, files));
  }

  Optional<NamedQuery> find(String id) {
    return files.find(id).map(request -> namedQuery(id, request));
  }

  /** The id of the query, of the first one when an equal request with its token comes again. */
  synchronized String create(CreateNamedQueryRequest request, Supplier<String> newId) {
    for (var created : files.all().entrySet()) {
      if (created.getValue().clientRequestToken().equals(request.clientRequestToken())) {
        if (!created.getValue().equals(request)) {
          throw InvalidRequests.invalid(
              InvalidRequests.IDEMPOTENT_PARAMETER_MISMATCH, "Idempotent parameters do not match");
        }
        return created.getKey();
      }
    }
    String id = newId.get();
    files.put(id, request);
    return id;
  }

  /** False when there is none. */
  synchronized boolean update(String id, UnaryOperator<CreateNamedQueryRequest.Builder> change) {
    Optional<CreateNamedQueryRequest> before = files.find(id);
    before.ifPresent(request -> files.put(id, change.apply(request.toBuilder()).build()));
    return before.isPresent();
  }

  /** False when there is none. */
  synchronized boolean remove(String id) {
    return files.remove(id);
  }

  /** The ids of a work group's queries. */
  NavigableMap<String, String> in(String workGroup) {
    NavigableMap<String, String> ids = new TreeMap<>();
    files
        .all()
        .forEach((id, request) -> {
          if (request.workGroup().equals(workGroup)) {
            ids.put(id, id);
          }
        });
    return ids;
  }

  @Override
  public boolean isPresentIn(WorkGroup workGroup) {
    return !in(workGroup.name()).isEmpty();
  }

  @Override
  public void removeFrom(WorkGroup workGroup) {
    List.copyOf(in(workGroup.name()).keySet()).forEach(this::remove);
  }

  private static NamedQuery namedQuery(String id, CreateNamedQueryRequest request) {
    return NamedQuery.builder()
        .namedQueryId(id)
        .name(request.name())
        .description(request.description())
        .database(request.database())
        .queryString(request.queryString())
        .workGroup(request.workGroup())
        .build();
  }
}
