package dev.tarn.query.trino;

import com.google.common.collect.ImmutableSet;
import com.google.inject.Module;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Modules;
import dev.tarn.query.engine.UnloadTables;
import dev.tarn.query.trino.catalog.InterceptedGlueClient;
import dev.tarn.query.trino.catalog.StatisticsUpdates;
import dev.tarn.query.trino.catalog.ViewTranslation;
import dev.tarn.query.trino.geospatial.GeospatialFunctions;
import dev.tarn.query.trino.iceberg.IcebergEntries;
import dev.tarn.query.trino.iceberg.IcebergModule;
import dev.tarn.query.trino.projection.ProjectedMetastore;
import dev.tarn.query.trino.projection.ProjectionTranslation;
import dev.tarn.query.trino.serde.SerdeModule;
import dev.tarn.query.trino.serde.SerdeTranslation;
import dev.tarn.query.trino.view.ViewShape;
import io.trino.filesystem.TrinoFileSystemFactory;
import io.trino.metastore.HiveMetastore;
import io.trino.plugin.hive.HiveConnectorFactory;
import io.trino.plugin.hive.metastore.glue.GlueCache;
import io.trino.plugin.hive.metastore.glue.GlueHiveMetastore;
import io.trino.plugin.hive.metastore.glue.GlueHiveMetastoreConfig;
import io.trino.plugin.hive.metastore.glue.GlueMetastoreStats;
import io.trino.plugin.iceberg.IcebergConnectorFactory;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.spi.Plugin;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorContext;
import io.trino.spi.connector.ConnectorFactory;
import io.trino.spi.type.Type;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.glue.GlueClient;

/** Trino's Hive and Iceberg connectors over this process's own catalog and objects. */
final class LakePlugin implements Plugin {
  static final String HIVE_CONNECTOR = "tarn_hive";
  static final String ICEBERG_CONNECTOR = "tarn_iceberg";

  private static final List<String> SCHEMES = List.of("s3", "s3a", "s3n");

  private final GlueClient glue;
  private final TrinoFileSystemFactory files;
  private final String warehouse;
  private final UnloadTables unloads;
  private final IcebergEntries icebergEntries;

  LakePlugin(
      GlueClient glue,
      TrinoFileSystemFactory files,
      String warehouse,
      UnloadTables unloads,
      IcebergEntries icebergEntries) {
    this.glue = glue;
    this.files = files;
    this.warehouse = warehouse;
    this.unloads = unloads;
    this.icebergEntries = icebergEntries;
  }

  @Override
  public Iterable<ConnectorFactory> getConnectorFactories() {
    return List.of(
        connector(HIVE_CONNECTOR, this::createHive),
        connector(ICEBERG_CONNECTOR, this::createIceberg));
  }

  /** The connector's writers collect statistics with functions that only its plugin registers. */
  @Override
  public Set<Class<?>> getFunctions() {
    return ImmutableSet.<Class<?>>builder()
        .addAll(new IcebergPlugin().getFunctions())
        .addAll(GeospatialFunctions.classes())
        .build();
  }

  @Override
  public Iterable<Type> getTypes() {
    return GeospatialFunctions.types();
  }

  private Connector createHive(String name, Map<String, String> config, ConnectorContext context) {
    var metastoreConfig = new GlueHiveMetastoreConfig();
    configure(metastoreConfig);
    HiveMetastore metastore =
        new GlueHiveMetastore(
            translated(),
            GlueCache.NOOP,
            new GlueMetastoreStats(),
            files,
            metastoreConfig,
            new CatalogName(name),
            EnumSet.allOf(GlueHiveMetastore.TableKind.class));
    return HiveConnectorFactory.createConnector(
        name,
        config,
        context,
        () -> Modules.combine(fileSystemModule(), new SerdeModule()),
        Optional.of(
            ProjectedMetastore.over(metastore, context.getTypeManager(), Clock.systemUTC())),
        false,
        Optional.empty());
  }

  private GlueClient translated() {
    GlueClient client = InterceptedGlueClient.over(glue, new StatisticsUpdates(glue));
    client = InterceptedGlueClient.over(client, unloads::call);
    client = InterceptedGlueClient.over(client, new ViewTranslation());
    client = InterceptedGlueClient.over(client, new ProjectionTranslation());
    client = InterceptedGlueClient.over(client, new ViewShape());
    return InterceptedGlueClient.over(client, new SerdeTranslation(glue));
  }

  private Connector createIceberg(
      String name, Map<String, String> config, ConnectorContext context) {
    return IcebergConnectorFactory.createConnector(
        name,
        config,
        context,
        Modules.combine(fileSystemModule(), new IcebergModule()),
        Optional.of(
            new InProcessGlueModule(
                InterceptedGlueClient.over(glue, icebergEntries), this::configure)));
  }

  private void configure(GlueHiveMetastoreConfig config) {
    // More segments only pay when every call is a round trip.
    config.setPartitionSegments(1).setDefaultWarehouseDir(warehouse);
  }

  private Module fileSystemModule() {
    return binder -> {
      var factories = MapBinder.newMapBinder(binder, String.class, TrinoFileSystemFactory.class);
      SCHEMES.forEach(scheme -> factories.addBinding(scheme).toInstance(files));
    };
  }

  @FunctionalInterface
  private interface ConnectorCreation {
    Connector create(String name, Map<String, String> config, ConnectorContext context);
  }

  private static ConnectorFactory connector(String connectorName, ConnectorCreation creation) {
    return new ConnectorFactory() {
      @Override
      public String getName() {
        return connectorName;
      }

      @Override
      public Connector create(String name, Map<String, String> config, ConnectorContext context) {
        return creation.create(name, config, context);
      }
    };
  }
}
