package dev.tarn.query.trino.task;

import com.google.inject.Binder;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Scopes;
import com.google.inject.Singleton;
import com.google.inject.util.Modules;
import io.airlift.configuration.ConfigurationAwareModule;
import io.airlift.configuration.ConfigurationFactory;
import io.airlift.http.client.HttpClient;
import io.airlift.node.NodeInfo;
import io.trino.connector.ForCatalogPrune;
import io.trino.execution.LocationFactory;
import io.trino.execution.RemoteTaskFactory;
import io.trino.memory.ForMemoryManager;
import io.trino.node.ForAnnouncer;
import io.trino.node.ForNodeManager;
import io.trino.node.InternalNode;
import io.trino.operator.ForExchange;
import io.trino.operator.ForScheduler;
import io.trino.server.ForWorkerInfo;
import io.trino.server.remotetask.HttpLocationFactory;
import io.trino.spi.NodeVersion;
import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.List;

/** Modules of Trino's server, for one node that is everything at once and has no port. */
public final class SingleNode implements ConfigurationAwareModule {
  private static final List<Class<? extends Annotation>> CLIENTS =
      List.of(
          ForScheduler.class,
          ForExchange.class,
          ForMemoryManager.class,
          ForNodeManager.class,
          ForAnnouncer.class,
          ForWorkerInfo.class,
          ForCatalogPrune.class);

  private final List<Module> server;

  public SingleNode(List<Module> server) {
    this.server = List.copyOf(server);
  }

  @Override
  public void setConfigurationFactory(ConfigurationFactory configuration) {
    for (Module module : server) {
      if (module instanceof ConfigurationAwareModule aware) {
        aware.setConfigurationFactory(configuration);
      }
    }
  }

  @Override
  public void configure(Binder binder) {
    binder.install(Modules.override(server).with(new InProcess()));
  }

  private static final class InProcess implements Module {
    /** A name for the node; nothing listens there. */
    private static final URI ADDRESS = URI.create("http://127.0.0.1");

    @Override
    public void configure(Binder binder) {
      binder.bind(LocalThreads.class).in(Scopes.SINGLETON);
      binder.bind(RemoteTaskFactory.class).to(LocalTaskFactory.class).in(Scopes.SINGLETON);
      binder.bind(PagesResource.class).in(Scopes.SINGLETON);
      binder.bind(MemoryResource.class).in(Scopes.SINGLETON);
      binder.bind(LocalHttpClient.class).in(Scopes.SINGLETON);
      for (Class<? extends Annotation> client : CLIENTS) {
        binder.bind(HttpClient.class).annotatedWith(client).to(LocalHttpClient.class);
      }
    }

    @Provides
    @Singleton
    static InternalNode currentInternalNode(NodeInfo info, NodeVersion version) {
      return new InternalNode(info.getNodeId(), ADDRESS, version, true);
    }

    @Provides
    @Singleton
    static LocationFactory locationFactory(InternalNode node) {
      return new HttpLocationFactory(node, ADDRESS);
    }
  }
}
