package io.tapeline.contract;

import groovy.lang.Closure;
import groovy.lang.ExpandoMetaClass;
import groovy.lang.GroovyShell;
import groovy.lang.GroovySystem;
import groovy.lang.Script;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * REST Assured makes a program of a path into an answer, such as {@code data[0].id}, each time it
 * is asked for one, which takes longer than the request: here each path is compiled once.
 */
final class CompiledOnce extends Closure<Object> {

  private static final long serialVersionUID = 1;

  private static final Map<String, Class<? extends Script>> COMPILED = new ConcurrentHashMap<>();

  private CompiledOnce() {
    super(GroovyShell.class);
  }

  /**
   * From now on, wherever Groovy's own code asks a shell to evaluate a text, as REST Assured's
   * does.
   */
  static void install() {
    ExpandoMetaClass shell = new ExpandoMetaClass(GroovyShell.class, false, true);
    shell.registerInstanceMethod("evaluate", new CompiledOnce());
    shell.initialize();
    GroovySystem.getMetaClassRegistry().setMetaClass(GroovyShell.class, shell);
  }

  /** What the shell would say; Groovy finds this by its name, and says which shell it is. */
  public Object doCall(String path) {
    GroovyShell asked = (GroovyShell) getDelegate();
    Class<? extends Script> program =
        COMPILED.computeIfAbsent(path, text -> asked.parse(text).getClass());
    return InvokerHelper.createScript(program, asked.getContext()).run();
  }
}
