package dev.tarn.query.trino.task;

import com.google.inject.Binder;
import com.google.inject.Scopes;
import com.google.inject.util.Modules;
import io.airlift.configuration.ConfigurationAwareModule;
import io.airlift.configuration.ConfigurationFactory;
import io.airlift.http.client.HttpClient;
import io.trino.execution.RemoteTaskFactory;
import io.trino.memory.ForMemoryManager;
import io.trino.operator.ForExchange;
import io.trino.operator.ForScheduler;
import java.lang.annotation.Annotation;
import java.util.List;

/** A module of Trino's server, with its tasks kept in the process. */
public final class LocalTasks implements ConfigurationAwareModule {
  private static final List<Class<? extends Annotation>> CLIENTS =
      List.of(ForScheduler.class, ForExchange.class, ForMemoryManager.class);

  private final ConfigurationAwareModule server;

  public LocalTasks(ConfigurationAwareModule server) {
    this.server = server;
  }

  @Override
  public void setConfigurationFactory(ConfigurationFactory configuration) {
    server.setConfigurationFactory(configuration);
  }

  @Override
  public void configure(Binder binder) {
    binder.install(Modules.override(server).with(LocalTasks::inProcess));
  }

  private static void inProcess(Binder binder) {
    binder.bind(LocalThreads.class).in(Scopes.SINGLETON);
    binder.bind(RemoteTaskFactory.class).to(LocalTaskFactory.class).in(Scopes.SINGLETON);
    binder.bind(PagesResource.class).in(Scopes.SINGLETON);
    binder.bind(MemoryResource.class).in(Scopes.SINGLETON);
    binder.bind(LocalHttpClient.class).in(Scopes.SINGLETON);
    for (Class<? extends Annotation> client : CLIENTS) {
      binder.bind(HttpClient.class).annotatedWith(client).to(LocalHttpClient.class);
    }
  }
}
