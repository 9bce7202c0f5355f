package dev.tarn.server.cluster;

import com.google.inject.Binder;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.airlift.bootstrap.Bootstrap;
import io.airlift.http.server.HttpServerInfo;
import io.airlift.http.server.HttpServerModule;
import io.airlift.jaxrs.JaxrsModule;
import io.airlift.json.JsonModule;
import io.airlift.node.NodeModule;
import io.airlift.tracing.TracingModule;
import io.trino.connector.CatalogManagerModule;
import io.trino.connector.CatalogStoreManager;
import io.trino.connector.ConnectorServicesProvider;
import io.trino.eventlistener.EventListenerModule;
import io.trino.exchange.ExchangeManagerModule;
import io.trino.execution.warnings.WarningCollectorModule;
import io.trino.node.InternalNodeManager;
import io.trino.node.NodeManagerModule;
import io.trino.plugin.hive.HivePlugin;
import io.trino.plugin.iceberg.IcebergPlugin;
import io.trino.security.AccessControlManager;
import io.trino.security.AccessControlModule;
import io.trino.server.NodeStateManagerModule;
import io.trino.server.PluginInstaller;
import io.trino.server.PrefixObjectNameGeneratorModule;
import io.trino.server.ServerMainModule;
import io.trino.server.StartupStatus;
import io.trino.server.security.ServerSecurityModule;
import io.trino.transaction.TransactionManagerModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.management.MBeanServer;
import org.weakref.jmx.guice.MBeanModule;
import org.weakref.jmx.testing.TestingMBeanServer;

/**
 * A Trino server as anybody would run it, of the production modules, with the Hive and Iceberg
 * plugins and the catalog files of a directory. Prints its address once it takes queries.
 */
final class TrinoNode {
  private static final String VERSION = "483";

  private TrinoNode() {}

  public static void main(String[] arguments) throws InterruptedException {
    Injector injector =
        new Bootstrap("io.trino.bootstrap.engine", modules())
            .doNotInitializeLogging()
            .quiet()
            .disableSystemProperties()
            .setRequiredConfigurationProperties(properties(arguments))
            .initialize();
    PluginInstaller plugins = injector.getInstance(PluginInstaller.class);
    plugins.installPlugin(new HivePlugin());
    plugins.installPlugin(new IcebergPlugin());
    injector
        .getInstance(Key.get(new TypeLiteral<Optional<CatalogStoreManager>>() {}))
        .ifPresent(CatalogStoreManager::loadConfiguredCatalogStore);
    injector.getInstance(ConnectorServicesProvider.class).loadInitialCatalogs();
    injector.getInstance(AccessControlManager.class).loadSystemAccessControl();
    injector.getInstance(StartupStatus.class).startupComplete();
    injector.getInstance(InternalNodeManager.class).refreshNodes(true);
    System.out.println(injector.getInstance(HttpServerInfo.class).getHttpUri());
    new CountDownLatch(1).await();
  }

  /**
   * The directory with the catalog files, the port, and how much memory a query may have: little,
   * where nothing is said.
   */
  private static Map<String, String> properties(String[] arguments) {
    String catalogDirectory = arguments[0];
    String port = arguments[1];
    String queryMemory = arguments.length > 2 ? arguments[2] : "150MB";
    return Map.ofEntries(
        Map.entry("node.environment", "cluster"),
        Map.entry("node.internal-address", "127.0.0.1"),
        Map.entry("node.bind-ip", "127.0.0.1"),
        Map.entry("coordinator", "true"),
        Map.entry("node-scheduler.include-coordinator", "true"),
        Map.entry("http-server.http.port", port),
        Map.entry("http-server.log.enabled", "false"),
        Map.entry("plugin.dir", "."),
        Map.entry("web-ui.enabled", "false"),
        Map.entry("catalog.management", "static"),
        Map.entry("catalog.config-dir", catalogDirectory),
        Map.entry("query.max-memory-per-node", queryMemory),
        Map.entry("memory.heap-headroom-per-node", "100MB"),
        Map.entry("task.concurrency", "2"),
        Map.entry("query.executor-pool-size", "16"));
  }

  private static List<Module> modules() {
    return List.of(
        new NodeModule(),
        new HttpServerModule(),
        new JsonModule(),
        new JaxrsModule(),
        new MBeanModule(),
        TrinoNode::bindMBeanServer,
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

  private static void bindMBeanServer(Binder binder) {
    binder.bind(MBeanServer.class).toInstance(new TestingMBeanServer());
  }
}
