import { useQuery } from '@tanstack/react-query'
import { ask, askAll } from '../api/ask.ts'

// They change seldom, and every list and page wants them.
const keptMinutes = 10

export const useTopics = () => useQuery({ ...ask('listTopics', {}), staleTime: keptMinutes * 60_000 }).data
export const useTaxonomy = () => useQuery({ ...ask('readTaxonomy', {}), staleTime: keptMinutes * 60_000 }).data
export const usePeople = () => useQuery(askAll('listPeople')).data
