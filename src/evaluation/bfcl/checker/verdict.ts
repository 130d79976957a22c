/** Why a call is wrong, in the words of the suite's own checker. */
export const errorTypes = [
  'ast_decoder:decoder_failed',
  'ast_decoder:decoder_wrong_output_format',
  'simple_function_checker:wrong_count',
  'simple_function_checker:wrong_func_name',
  'simple_function_checker:missing_required',
  'simple_function_checker:unexpected_param',
  'simple_function_checker:missing_optional',
  'multiple_function_checker:wrong_count',
  'parallel_function_checker_no_order:wrong_count',
  'parallel_function_checker_no_order:cannot_find_match',
  'type_error:simple',
  'type_error:nested',
  'type_error:java',
  'type_error:js',
  'value_error:string',
  'value_error:list/tuple',
  'value_error:dict_key',
  'value_error:dict_value',
  'value_error:list_dict_count',
  'value_error:others',
] as const;

export type ErrorType = (typeof errorTypes)[number];

/** Nothing where all is right. */
export type Fault = ErrorType | undefined;
