/**
 * Methods that run whenever a component is put on the page.
 * Sources: https://developer.mozilla.org/en-US/docs/Web/API/Web_components/Using_custom_elements,
 * https://react.dev/reference/react/Component#componentdidmount, https://angular.dev/guide/components/lifecycle
 */
export const componentHooks: ReadonlySet<string> = new Set(['connectedCallback', 'componentDidMount', 'componentDidUpdate', 'ngOnInit', 'ngAfterViewInit']);
