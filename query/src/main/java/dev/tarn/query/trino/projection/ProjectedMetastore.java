package dev.tarn.query.trino.projection;

import com.google.common.collect.ImmutableMap;
import io.trino.metastore.HiveMetastore;
import io.trino.metastore.Partition;
import io.trino.metastore.Partitions;
import io.trino.metastore.Table;
import io.trino.spi.predicate.TupleDomain;
import io.trino.spi.type.TypeManager;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A metastore whose tables with a projection have the projected partitions, and no others. */
public final class ProjectedMetastore implements InvocationHandler {
  private final HiveMetastore metastore;
  private final TypeManager types;
  private final Clock clock;

  private ProjectedMetastore(HiveMetastore metastore, TypeManager types, Clock clock) {
    this.metastore = metastore;
    this.types = types;
    this.clock = clock;
  }

  /** Puts projections in front of a metastore. */
  public static HiveMetastore over(HiveMetastore metastore, TypeManager types, Clock clock) {
    return (HiveMetastore)
        Proxy.newProxyInstance(
            HiveMetastore.class.getClassLoader(),
            new Class<?>[] {HiveMetastore.class},
            new ProjectedMetastore(metastore, types, clock));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Optional<?> projected =
        switch (method.getName()) {
          case "getPartitionNamesByFilter" -> names(Objects.requireNonNull(arguments));
          case "getPartitionsByNames" -> partitions(Objects.requireNonNull(arguments));
          case "getPartition" -> partition(Objects.requireNonNull(arguments));
          // Written files are found where the projection says; there is nothing to register.
          case "updatePartitionStatistics" ->
              projection((Table) Objects.requireNonNull(arguments)[0]);
          default -> Optional.empty();
        };
    if (projected.isPresent()) {
      return method.getReturnType() == void.class ? null : projected.get();
    }
    try {
      return method.invoke(metastore, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private Optional<TableProjection> projection(Table table) {
    return TableProjection.of(table, types, LocalDateTime.now(clock.withZone(ZoneOffset.UTC)));
  }

  // The inner Optional is the metastore's own answer.
  @SuppressWarnings({"unchecked", "OptionalMapToOptional"})
  private Optional<Optional<List<String>>> names(Object[] arguments) {
    return metastore
        .getTable((String) arguments[0], (String) arguments[1])
        .flatMap(this::projection)
        .map(projection -> Optional.of(projection.names((TupleDomain<String>) arguments[3])));
  }

  @SuppressWarnings("unchecked")
  private Optional<Map<String, Optional<Partition>>> partitions(Object[] arguments) {
    return projection((Table) arguments[0])
        .map(projection -> {
          var partitions = ImmutableMap.<String, Optional<Partition>>builder();
          for (String name : (List<String>) arguments[1]) {
            partitions.put(
                name, Optional.of(projection.partition(Partitions.toPartitionValues(name))));
          }
          return partitions.buildOrThrow();
        });
  }

  // The inner Optional is the metastore's own answer.
  @SuppressWarnings({"unchecked", "OptionalMapToOptional"})
  private Optional<Optional<Partition>> partition(Object[] arguments) {
    return projection((Table) arguments[0])
        .map(projection -> Optional.of(projection.partition((List<String>) arguments[1])));
  }
}
