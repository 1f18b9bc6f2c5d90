package io.churnlake.schedule;

import java.time.Duration;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.quartz.DateBuilder;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.DirectSchedulerFactory;
import org.quartz.simpl.RAMJobStore;
import org.quartz.simpl.SimpleThreadPool;

/**
 * Does a round of work again and again, each so much later as the one before says, in one thread.
 * Quartz waits: it goes by the clock on the wall, so that a machine which slept is late by seconds.
 */
public final class NightTimer {
  private static final String NAME = "churnlake-schedule";

  private final Supplier<Duration> round;
  private final Scheduler scheduler;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /**
   * Begins nothing yet.
   *
   * @param round gives how long to wait for the next one
   */
  public NightTimer(Supplier<Duration> round) {
    this.round = round;
    try {
      DirectSchedulerFactory factory = DirectSchedulerFactory.getInstance();
      SimpleThreadPool one = new SimpleThreadPool(1, Thread.NORM_PRIORITY);
      one.setThreadNamePrefix(NAME);
      factory.createScheduler(NAME, NAME, one, new RAMJobStore());
      this.scheduler = factory.getScheduler(NAME);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the timer cannot be made", e);
    }
  }

  /**
   * Begins with the first round at once, and comes back after {@link #end}: when the round that is
   * under way then has come to its end.
   *
   * @throws ExecutionException with what a round threw
   */
  public void run() throws InterruptedException, ExecutionException {
    try {
      JobDetail job = JobBuilder.newJob(Round.class).withIdentity(NAME).storeDurably().build();
      scheduler.setJobFactory((bundle, quartz) -> new Round(this));
      scheduler.addJob(job, true);
      again(Duration.ZERO);
      scheduler.start();
      end.get();
    } catch (SchedulerException e) {
      throw new IllegalStateException("the timer does not run", e);
    } finally {
      close();
    }
  }

  private void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      throw new IllegalStateException("the timer does not end", e);
    }
  }

  /** No round begins any more. Any thread may say so. */
  public void end() {
    end.complete(null);
  }

  private void again(Duration wait) throws SchedulerException {
    // Quartz counts milliseconds; a round that begins too early finds nothing due.
    Date at =
        DateBuilder.futureDate(
            Math.toIntExact(Math.min(wait.toMillis() + 1, Integer.MAX_VALUE)),
            DateBuilder.IntervalUnit.MILLISECOND);
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .forJob(NAME)
            .startAt(at)
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule().withMisfireHandlingInstructionFireNow())
            .build();
    scheduler.scheduleJob(trigger);
  }

  /** One round. */
  @DisallowConcurrentExecution
  static final class Round implements Job {
    private final NightTimer timer;

    Round(NightTimer timer) {
      this.timer = timer;
    }

    @Override
    public void execute(JobExecutionContext context) {
      try {
        Duration wait = timer.round.get();
        if (!timer.end.isDone()) {
          timer.again(wait);
        }
      } catch (Throwable failure) {
        // Quartz would log it and wait for ever.
        timer.end.completeExceptionally(failure);
      }
    }
  }
}
