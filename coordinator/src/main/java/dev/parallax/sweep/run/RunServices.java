package dev.parallax.sweep.run;

import dev.parallax.fleet.AgentLinks;
import dev.parallax.store.Store;
import dev.parallax.sweep.intake.Assignments;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.plan.Planner;

/** What all running sweeps share. */
public record RunServices(
    Planner planner,
    AgentLinks agents,
    Store store,
    Intake intake,
    Assignments assignments,
    HomeResolver home) {}
