package dev.tarn.query.trino;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import dev.tarn.query.engine.EngineCatalogs;
import dev.tarn.query.trino.task.SingleNode;
import io.airlift.bootstrap.Bootstrap;
import io.airlift.bootstrap.LifeCycleManager;
import io.airlift.json.JsonModule;
import io.airlift.node.NodeModule;
import io.airlift.tracing.TracingModule;
import io.trino.connector.CatalogManagerModule;
import io.trino.connector.CatalogStoreManager;
import io.trino.connector.ConnectorServicesProvider;
import io.trino.eventlistener.EventListenerModule;
import io.trino.exchange.ExchangeManagerModule;
import io.trino.execution.warnings.WarningCollectorModule;
import io.trino.metadata.CatalogManager;
import io.trino.node.InternalNodeManager;
import io.trino.node.NodeManagerModule;
import io.trino.security.AccessControlManager;
import io.trino.security.AccessControlModule;
import io.trino.server.NodeStateManagerModule;
import io.trino.server.PluginInstaller;
import io.trino.server.PrefixObjectNameGeneratorModule;
import io.trino.server.ServerMainModule;
import io.trino.server.StartupStatus;
import io.trino.server.security.ServerSecurityModule;
import io.trino.spi.Plugin;
import io.trino.spi.catalog.CatalogName;
import io.trino.spi.connector.ConnectorName;
import io.trino.transaction.TransactionManagerModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One running Trino node: the modules of Trino's own server, started without its launcher. What the
 * launcher would read from {@code etc/} is set here, so that a stray directory changes nothing.
 */
final class TrinoServer implements AutoCloseable {
  private static final String VERSION = "483";

  private final Injector injector;

  private TrinoServer(Injector injector) {
    this.injector = injector;
  }

  static TrinoServer start(EmbeddedTrinoConfig config, Plugin plugin) {
    var server = new TrinoServer(inject(config));
    try {
      server.prepare(plugin);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  private static Injector inject(EmbeddedTrinoConfig config) {
    return new Bootstrap(
            "io.trino.bootstrap.engine",
            new SingleNode(List.of(new FunctionsAside(modules(), VERSION))))
        .doNotInitializeLogging()
        .quiet()
        .disableSystemProperties()
        .setRequiredConfigurationProperties(ServerProperties.of(config))
        .initialize();
  }

  private static List<Module> modules() {
    return List.of(
        new NodeModule(),
        new JsonModule(),
        new UnexportedMBeansModule(),
        new PrefixObjectNameGeneratorModule("io.trino"),
        new TracingModule("trino", VERSION),
        new ServerSecurityModule(),
        new AccessControlModule(),
        new EventListenerModule(),
        new ExchangeManagerModule(),
        new CatalogManagerModule(),
        new TransactionManagerModule(),
        new NodeManagerModule(VERSION),
        new ServerMainModule(VERSION),
        new NodeStateManagerModule(),
        new WarningCollectorModule());
  }

  private void prepare(Plugin plugin) {
    // Until then the coordinator refuses its own requests; others are refused anyway.
    get(StartupStatus.class).startupComplete();
    get(InternalNodeManager.class).refreshNodes(true);
    get(PluginInstaller.class).installPlugin(plugin);
    injector
        .getInstance(Key.get(new TypeLiteral<Optional<CatalogStoreManager>>() {}))
        .ifPresent(CatalogStoreManager::loadConfiguredCatalogStore);
    get(ConnectorServicesProvider.class).loadInitialCatalogs();
    get(AccessControlManager.class).setSystemAccessControls(List.of(new CatalogVisibility()));
    createCatalog(EngineCatalogs.VISIBLE, LakePlugin.HIVE_CONNECTOR, CatalogProperties.hive());
    createCatalog(
        EngineCatalogs.ICEBERG, LakePlugin.ICEBERG_CONNECTOR, CatalogProperties.iceberg());
    FunctionsAside.register(injector);
  }

  private void createCatalog(String name, String connector, Map<String, String> properties) {
    get(CatalogManager.class)
        .createCatalog(new CatalogName(name), new ConnectorName(connector), properties, false);
  }

  <T> T get(Class<T> type) {
    return injector.getInstance(type);
  }

  @Override
  public void close() {
    get(LifeCycleManager.class).stop();
  }
}
