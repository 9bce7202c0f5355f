package dev.tarn.query.trino;

import com.google.inject.Binder;
import com.google.inject.Key;
import com.google.inject.Scopes;
import com.google.inject.TypeLiteral;
import io.airlift.configuration.AbstractConfigurationAwareModule;
import io.airlift.configuration.ConfigBinder;
import io.trino.metastore.HiveMetastoreFactory;
import io.trino.metastore.RawHiveMetastoreFactory;
import io.trino.plugin.hive.AllowHiveTableRename;
import io.trino.plugin.hive.metastore.glue.GlueCache;
import io.trino.plugin.hive.metastore.glue.GlueHiveMetastore;
import io.trino.plugin.hive.metastore.glue.GlueHiveMetastoreConfig;
import io.trino.plugin.hive.metastore.glue.GlueHiveMetastoreFactory;
import io.trino.plugin.hive.metastore.glue.GlueMetastoreStats;
import io.trino.plugin.iceberg.catalog.IcebergHiveMetastoreModule;
import io.trino.plugin.iceberg.catalog.IcebergTableOperationsProvider;
import io.trino.plugin.iceberg.catalog.TrinoCatalogFactory;
import io.trino.plugin.iceberg.catalog.glue.GlueIcebergTableOperationsProvider;
import io.trino.plugin.iceberg.catalog.glue.IcebergGlueCatalogConfig;
import io.trino.plugin.iceberg.catalog.glue.TrinoGlueCatalogFactory;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.glue.GlueClient;

/** Trino's Glue catalog for Iceberg, with a GlueClient that is given instead of built. */
final class InProcessGlueModule extends AbstractConfigurationAwareModule {
  private final GlueClient glue;
  private final Consumer<GlueHiveMetastoreConfig> metastoreConfig;

  InProcessGlueModule(GlueClient glue, Consumer<GlueHiveMetastoreConfig> metastoreConfig) {
    this.glue = glue;
    this.metastoreConfig = metastoreConfig;
  }

  @Override
  protected void setup(Binder binder) {
    ConfigBinder configs = ConfigBinder.configBinder(binder);
    configs.bindConfig(GlueHiveMetastoreConfig.class);
    configs.bindConfigDefaults(GlueHiveMetastoreConfig.class, metastoreConfig::accept);
    configs.bindConfig(IcebergGlueCatalogConfig.class);
    binder
        .bind(IcebergTableOperationsProvider.class)
        .to(GlueIcebergTableOperationsProvider.class)
        .in(Scopes.SINGLETON);
    binder.bind(TrinoCatalogFactory.class).to(TrinoGlueCatalogFactory.class).in(Scopes.SINGLETON);
    install(new IcebergHiveMetastoreModule());
    binder.bind(GlueClient.class).toInstance(glue);
    binder.bind(GlueCache.class).toInstance(GlueCache.NOOP);
    binder.bind(GlueMetastoreStats.class).in(Scopes.SINGLETON);
    binder.bind(GlueHiveMetastore.class).in(Scopes.SINGLETON);
    binder
        .bind(new TypeLiteral<Set<GlueHiveMetastore.TableKind>>() {})
        .toInstance(EnumSet.allOf(GlueHiveMetastore.TableKind.class));
    binder
        .bind(Key.get(HiveMetastoreFactory.class, RawHiveMetastoreFactory.class))
        .to(GlueHiveMetastoreFactory.class)
        .in(Scopes.SINGLETON);
    binder.bind(Key.get(boolean.class, AllowHiveTableRename.class)).toInstance(false);
  }
}
