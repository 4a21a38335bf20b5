import { type FileModel, regionAt, structureAt, textOf, valueAt } from '../../../rules/facts/file-model.ts';
import type { RegionId, Span, Step, Structure, Target } from '../../../rules/facts/model.ts';

/** What a region does, as lines that people read: each step, and below a structure its regions. */
export function outline(file: FileModel, region: RegionId): string[] {
  return regionAt(file, region).steps.flatMap((step) => stepLines(file, step));
}

function stepLines(file: FileModel, step: Step): string[] {
  switch (step.kind) {
    case 'evaluate':
      return [written(file, valueAt(file, step.value).span)];
    case 'return':
    case 'throw':
      return [`${step.kind}${step.value === undefined ? '' : ` ${written(file, valueAt(file, step.value).span)}`}`];
    case 'break':
    case 'continue':
      return [`${step.kind} ${step.target === undefined ? 'nothing' : headline(file, structureAt(file, step.target))}`];
    case 'enter': {
      const structure = structureAt(file, step.structure);
      return [headline(file, structure), ...parts(structure).flatMap(([name, id]) => [`- ${name}`, ...outline(file, id).map((line) => `  ${line}`)])];
    }
  }
}

function headline(file: FileModel, structure: Structure): string {
  const text = (id: number | undefined): string => (id === undefined ? '' : ` ${written(file, valueAt(file, id).span)}`);
  switch (structure.kind) {
    case 'if':
      return `if${text(structure.test)}`;
    case 'loop': {
      const target = structure.target === undefined ? '' : ` ${describeTarget(structure.target)}`;
      return `${structure.awaits ? 'awaiting ' : ''}loop ${structure.form}${target}${text(structure.iterable)}${text(structure.test)}`;
    }
    case 'switch':
      return `switch${text(structure.subject)}`;
    case 'try':
      return `try${structure.handlers.map(({ parameter }) => ` catch ${parameter === undefined ? 'nothing' : describeTarget(parameter)}`).join('')}`;
    default:
      return structure.kind;
  }
}

function parts(structure: Structure): [string, RegionId][] {
  switch (structure.kind) {
    case 'block':
    case 'with':
      return [['body', structure.body]];
    case 'if':
      return [['then', structure.then], ...optional('else', structure.otherwise)];
    case 'loop':
      return [...optional('init', structure.init), ['body', structure.body], ...optional('update', structure.update), ...optional('else', structure.otherwise)];
    case 'switch':
      return structure.cases.map(({ region, fallsThrough }) => [fallsThrough ? 'case, falls through' : 'case', region]);
    case 'try':
      return [
        ['body', structure.body],
        ...structure.handlers.map(({ region }): [string, RegionId] => ['handler', region]),
        ...optional('no error', structure.otherwise),
        ...optional('finally', structure.finalizer),
      ];
  }
}

function optional(name: string, region: RegionId | undefined): [string, RegionId][] {
  return region === undefined ? [] : [[name, region]];
}

export function describeTarget(target: Target): string {
  switch (target.kind) {
    case 'binding':
      return target.binding === undefined ? `global ${target.name}` : target.name;
    case 'member':
      return 'member';
    case 'object': {
      const properties = target.properties.map(({ key, target: inner, fallback }) => `${key ?? '?'}: ${describeTarget(inner)}${fallback === undefined ? '' : ' = default'}`);
      return `{ ${[...properties, ...(target.rest === undefined ? [] : [`...${describeTarget(target.rest)}`])].join(', ')} }`;
    }
    case 'list': {
      const elements = target.elements.map((element) =>
        element === undefined ? 'hole' : `${element.rest ? '...' : ''}${describeTarget(element.target)}${element.fallback === undefined ? '' : ' = default'}`,
      );
      return `[${elements.join(', ')}]`;
    }
  }
}

function written(file: FileModel, span: Span): string {
  return textOf(file, span).replaceAll(/\s+/g, ' ');
}
